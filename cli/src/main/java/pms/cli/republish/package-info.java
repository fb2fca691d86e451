/** {@code pms republish}: sends events from the store to Kafka once more. */
@NullMarked
package pms.cli.republish;

import org.jspecify.annotations.NullMarked;
