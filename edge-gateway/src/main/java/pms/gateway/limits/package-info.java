/** How much one user, one address and one connection may ask for, so that nobody takes the door from the others. */
@NullMarked
package pms.gateway.limits;

import org.jspecify.annotations.NullMarked;
