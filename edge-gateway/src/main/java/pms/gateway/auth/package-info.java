/** Login: the users, their passwords, and the way from both to a token. */
@NullMarked
package pms.gateway.auth;

import org.jspecify.annotations.NullMarked;
