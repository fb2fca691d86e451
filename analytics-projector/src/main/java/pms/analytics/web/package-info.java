/** What all answers have in common: correlation, waiting for a position, problem details. */
@NullMarked
package pms.analytics.web;

import org.jspecify.annotations.NullMarked;
