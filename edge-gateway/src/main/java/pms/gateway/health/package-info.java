/** Whether the whole system is up, as seen from the door. */
@NullMarked
package pms.gateway.health;

import org.jspecify.annotations.NullMarked;
