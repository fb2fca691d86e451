/** Forgetting a patient for ever. */
@NullMarked
package pms.command.patient.erase;

import org.jspecify.annotations.NullMarked;
