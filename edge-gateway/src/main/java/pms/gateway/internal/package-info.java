/** The door for the other parts of the system and for operators, on a port of its own. */
@NullMarked
package pms.gateway.internal;

import org.jspecify.annotations.NullMarked;
