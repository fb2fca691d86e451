/** Changing what is known of a patient. */
@NullMarked
package pms.command.patient.amend;

import org.jspecify.annotations.NullMarked;
