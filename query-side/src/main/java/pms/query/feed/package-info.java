/** The live feed: each event once, in the one order, resumable from any position. */
@NullMarked
package pms.query.feed;

import org.jspecify.annotations.NullMarked;
