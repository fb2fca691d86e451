/** Who may call what here: tokens are checked by this service itself, whoever has checked them before. */
@NullMarked
package pms.command.access;

import org.jspecify.annotations.NullMarked;
