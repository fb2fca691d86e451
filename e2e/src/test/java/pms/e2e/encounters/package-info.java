/** Encounters: when patients came and left. */
@NullMarked
package pms.e2e.encounters;

import org.jspecify.annotations.NullMarked;
