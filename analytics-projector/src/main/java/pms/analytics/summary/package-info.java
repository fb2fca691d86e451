/** The totals. */
@NullMarked
package pms.analytics.summary;

import org.jspecify.annotations.NullMarked;
