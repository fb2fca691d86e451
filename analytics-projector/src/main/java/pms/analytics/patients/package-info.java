/** How many patients there are, over time: active, deactivated, merged and erased ones. */
@NullMarked
package pms.analytics.patients;

import org.jspecify.annotations.NullMarked;
