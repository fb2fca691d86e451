/** A start that a person can mend: said in one line. */
@NullMarked
package pms.gateway.start;

import org.jspecify.annotations.NullMarked;
