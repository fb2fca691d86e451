/** A patient leaves. */
@NullMarked
package pms.command.encounter.finish;

import org.jspecify.annotations.NullMarked;
