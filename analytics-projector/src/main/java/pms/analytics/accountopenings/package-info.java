/** How long patients wait for their billing account. */
@NullMarked
package pms.analytics.accountopenings;

import org.jspecify.annotations.NullMarked;
