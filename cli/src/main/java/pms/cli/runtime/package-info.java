/** Starts PostgreSQL and Kafka as real, durable processes on this machine, for {@code ./pms up} and for tests. */
@NullMarked
package pms.cli.runtime;

import org.jspecify.annotations.NullMarked;
