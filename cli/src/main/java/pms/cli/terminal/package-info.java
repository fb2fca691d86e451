/** What is shown to a person: colours, columns, and that something goes on. */
@NullMarked
package pms.cli.terminal;

import org.jspecify.annotations.NullMarked;
