/** Tests of the event store, on a real PostgreSQL where it matters. */
@NullMarked
package pms.command.eventstore;

import org.jspecify.annotations.NullMarked;
