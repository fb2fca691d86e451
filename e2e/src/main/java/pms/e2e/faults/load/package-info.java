/** Callers who send mixed commands through the gateway and note every outcome, and clients of the feed who come and go. */
@NullMarked
package pms.e2e.faults.load;

import org.jspecify.annotations.NullMarked;
