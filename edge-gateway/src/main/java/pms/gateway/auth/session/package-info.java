/** Sessions: how a login goes on by refresh tokens, and how it ends. */
@NullMarked
package pms.gateway.auth.session;

import org.jspecify.annotations.NullMarked;
