/** Tests of ages. */
@NullMarked
package pms.analytics.demographics;

import org.jspecify.annotations.NullMarked;
