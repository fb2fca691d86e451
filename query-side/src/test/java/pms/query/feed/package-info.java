/** Tests of the feed. */
@NullMarked
package pms.query.feed;

import org.jspecify.annotations.NullMarked;
