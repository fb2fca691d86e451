/** Tests of the analytics service, on a real PostgreSQL and a real Kafka. */
@NullMarked
package pms.analytics;

import org.jspecify.annotations.NullMarked;
