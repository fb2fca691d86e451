/** Puts on record which commands were not carried out, or changed nothing; the relay does it for those with events. */
@NullMarked
package pms.command.audit;

import org.jspecify.annotations.NullMarked;
