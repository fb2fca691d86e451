/** Kafka, and what each service may do on it. */
@NullMarked
package pms.iac.streaming;

import org.jspecify.annotations.NullMarked;
