/** What the system tells of its work: traces, metrics and logs, and that no person is in them. */
@NullMarked
package pms.e2e.telemetry;

import org.jspecify.annotations.NullMarked;
