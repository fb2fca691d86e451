/** Tests of who gets in. */
@NullMarked
package pms.analytics.access;

import org.jspecify.annotations.NullMarked;
