/** The live feed. */
@NullMarked
package pms.e2e.feed;

import org.jspecify.annotations.NullMarked;
