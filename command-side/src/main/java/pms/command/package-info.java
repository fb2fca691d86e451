/** The command side: takes patient commands, keeps the events, and passes them on. */
@NullMarked
package pms.command;

import org.jspecify.annotations.NullMarked;
