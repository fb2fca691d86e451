/** Tests of what all answers have in common. */
@NullMarked
package pms.query.web;

import org.jspecify.annotations.NullMarked;
