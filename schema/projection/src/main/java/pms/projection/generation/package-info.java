/** The tables of views stand in generations, of which one is live. */
@NullMarked
package pms.projection.generation;

import org.jspecify.annotations.NullMarked;
