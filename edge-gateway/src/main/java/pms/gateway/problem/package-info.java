/** Problem details (RFC 9457): what every refusal and failure looks like from outside. */
@NullMarked
package pms.gateway.problem;

import org.jspecify.annotations.NullMarked;
