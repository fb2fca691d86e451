/** Who may call what: the roles that a call needs. */
@NullMarked
package pms.gateway.access;

import org.jspecify.annotations.NullMarked;
