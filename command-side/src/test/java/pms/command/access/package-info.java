/** Tests of who gets in. */
@NullMarked
package pms.command.access;

import org.jspecify.annotations.NullMarked;
