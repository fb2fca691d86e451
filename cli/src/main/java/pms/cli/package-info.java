/** The {@code pms} command: its entry and what all its subcommands share. */
@NullMarked
package pms.cli;

import org.jspecify.annotations.NullMarked;
