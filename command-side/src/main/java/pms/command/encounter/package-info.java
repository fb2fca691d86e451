/** The encounter: a patient's stay, from its beginning to its end. */
@NullMarked
package pms.command.encounter;

import org.jspecify.annotations.NullMarked;
