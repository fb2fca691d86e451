/** Does to the running system what the plan says. */
@NullMarked
package pms.e2e.faults.inject;

import org.jspecify.annotations.NullMarked;
