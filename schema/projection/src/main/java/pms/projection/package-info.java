/** Carries the events of a Kafka topic into views, each exactly once, and says how far the views are. */
@NullMarked
package pms.projection;

import org.jspecify.annotations.NullMarked;
