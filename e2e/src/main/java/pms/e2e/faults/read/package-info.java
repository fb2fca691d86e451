/** Reads everything that the system keeps, for the checks. */
@NullMarked
package pms.e2e.faults.read;

import org.jspecify.annotations.NullMarked;
