/** Who may do what, from outside: users, roles, keys, and the audit log. */
@NullMarked
package pms.e2e.security;

import org.jspecify.annotations.NullMarked;
