/** Writes who read or changed what to the audit topic. */
@NullMarked
package pms.audit;

import org.jspecify.annotations.NullMarked;
