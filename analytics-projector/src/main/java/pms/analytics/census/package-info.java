/** Who was in the house, at any moment. */
@NullMarked
package pms.analytics.census;

import org.jspecify.annotations.NullMarked;
