/** Registering a patient. */
@NullMarked
package pms.command.patient.register;

import org.jspecify.annotations.NullMarked;
