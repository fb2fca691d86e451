/** What the script {@code ./pms} does by itself, for its help, and the completion of all commands in a shell. */
@NullMarked
package pms.cli.script;

import org.jspecify.annotations.NullMarked;
