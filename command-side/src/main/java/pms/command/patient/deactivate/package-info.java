/** Taking a patient out of the directory. */
@NullMarked
package pms.command.patient.deactivate;

import org.jspecify.annotations.NullMarked;
