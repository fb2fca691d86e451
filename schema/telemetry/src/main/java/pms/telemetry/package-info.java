/** What each service tells of its work: metrics, traces and logs, by the same names and without a person in them. */
@NullMarked
package pms.telemetry;

import org.jspecify.annotations.NullMarked;
