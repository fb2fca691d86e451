/** Failed logins: who fails often has to wait, longer each time. */
@NullMarked
package pms.gateway.auth.attempts;

import org.jspecify.annotations.NullMarked;
