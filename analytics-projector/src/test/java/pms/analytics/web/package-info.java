/** Tests of what all answers have in common. */
@NullMarked
package pms.analytics.web;

import org.jspecify.annotations.NullMarked;
