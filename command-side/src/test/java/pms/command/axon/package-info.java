/** Tests of Axon on the event store. */
@NullMarked
package pms.command.axon;

import org.jspecify.annotations.NullMarked;
