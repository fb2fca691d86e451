/** Compares what was acknowledged with all that is stored; says each difference as a violation. */
@NullMarked
package pms.e2e.faults.check;

import org.jspecify.annotations.NullMarked;
