/** Puts on record which commands about a patient were not carried out; the relay does it for those that were. */
@NullMarked
package pms.command.audit;

import org.jspecify.annotations.NullMarked;
