/** The patient: its events, what they add up to, and the rules that hold for it. */
@NullMarked
package pms.command.patient;

import org.jspecify.annotations.NullMarked;
