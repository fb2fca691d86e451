/** One id for everything that a request causes: taken or made at the door, sent on, logged, and answered. */
@NullMarked
package pms.gateway.correlation;

import org.jspecify.annotations.NullMarked;
