/** The {@code pms} command as its user calls it. */
@NullMarked
package pms.e2e.commandline;

import org.jspecify.annotations.NullMarked;
