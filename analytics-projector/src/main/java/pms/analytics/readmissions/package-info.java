/** How many inpatient stays were soon followed by another. */
@NullMarked
package pms.analytics.readmissions;

import org.jspecify.annotations.NullMarked;
