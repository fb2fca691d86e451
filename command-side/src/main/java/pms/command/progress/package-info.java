/** How far the followers of the log have come: kept in the database, shown to operators. */
@NullMarked
package pms.command.progress;

import org.jspecify.annotations.NullMarked;
