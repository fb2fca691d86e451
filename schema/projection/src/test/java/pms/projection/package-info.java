/** Tests of the projector machinery, with a projection of their own. */
@NullMarked
package pms.projection;

import org.jspecify.annotations.NullMarked;
