/** Work that one instance does at a time, whichever holds the lease. */
@NullMarked
package pms.command.leading;

import org.jspecify.annotations.NullMarked;
