/** Measures the event store beside what it is compared to: {@code ./pms bench store}. Nothing here is a test. */
@NullMarked
package pms.command.bench;

import org.jspecify.annotations.NullMarked;
