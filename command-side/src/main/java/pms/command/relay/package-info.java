/** Carries each event from the store to Kafka, in order and without a gap. */
@NullMarked
package pms.command.relay;

import org.jspecify.annotations.NullMarked;
