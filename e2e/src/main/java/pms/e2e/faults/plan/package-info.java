/** Which fault comes when: the same for the same seed. */
@NullMarked
package pms.e2e.faults.plan;

import org.jspecify.annotations.NullMarked;
