/** The records on Kafka. */
@NullMarked
package pms.e2e.events;

import org.jspecify.annotations.NullMarked;
