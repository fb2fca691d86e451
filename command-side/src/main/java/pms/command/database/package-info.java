/** The connections to PostgreSQL, and the event store on them. */
@NullMarked
package pms.command.database;

import org.jspecify.annotations.NullMarked;
