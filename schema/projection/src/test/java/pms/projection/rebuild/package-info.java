/** Builds a new generation of views beside the live one, compares the two, and lets the new one take over at once. */
@NullMarked
package pms.projection.rebuild;

import org.jspecify.annotations.NullMarked;
