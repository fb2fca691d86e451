/** What callers know of their commands, and what was found in the system after a run. */
@NullMarked
package pms.e2e.faults.truth;

import org.jspecify.annotations.NullMarked;
