/** A patient comes. */
@NullMarked
package pms.command.encounter.start;

import org.jspecify.annotations.NullMarked;
