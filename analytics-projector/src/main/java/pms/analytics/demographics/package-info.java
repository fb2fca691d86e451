/** Active patients by age, gender and region. */
@NullMarked
package pms.analytics.demographics;

import org.jspecify.annotations.NullMarked;
