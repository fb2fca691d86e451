/** The channel between a running {@code pms up} and the commands that ask it something, with these commands. */
@NullMarked
package pms.cli.control;

import org.jspecify.annotations.NullMarked;
