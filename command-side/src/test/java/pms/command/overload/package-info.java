/** More than one instance can do. */
@NullMarked
package pms.command.overload;

import org.jspecify.annotations.NullMarked;
