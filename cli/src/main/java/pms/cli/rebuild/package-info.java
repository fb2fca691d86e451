/** Rebuilds views from their events, and shows how far that is. */
@NullMarked
package pms.cli.rebuild;

import org.jspecify.annotations.NullMarked;
