/** What the server makes of arrays that come in its own form. */
@NullMarked
package pms.projection.arrays;

import org.jspecify.annotations.NullMarked;
