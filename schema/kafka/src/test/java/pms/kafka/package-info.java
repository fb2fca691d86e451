/** How a service's clients of Kafka are secured. */
@NullMarked
package pms.kafka;

import org.jspecify.annotations.NullMarked;
