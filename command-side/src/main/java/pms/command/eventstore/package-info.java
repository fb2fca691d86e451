/**
 * The event store: appends events on conditions over tags and types, and reads and tails them in one gapless order;
 * knows PostgreSQL and Reactor only.
 */
@NullMarked
package pms.command.eventstore;

import org.jspecify.annotations.NullMarked;
