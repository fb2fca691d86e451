/** The way of a command through Axon Framework: source what it depends on, decide, append on that condition. */
@NullMarked
package pms.command.handling;

import org.jspecify.annotations.NullMarked;
