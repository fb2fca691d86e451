/** Tokens: the keys they are signed with, how they are issued, and how every request's token is checked. */
@NullMarked
package pms.gateway.auth.token;

import org.jspecify.annotations.NullMarked;
