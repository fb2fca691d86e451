/** Puts on record who logs in, who is refused what, who changes users, and who sees what the gateway itself answers. */
@NullMarked
package pms.gateway.audit;

import org.jspecify.annotations.NullMarked;
