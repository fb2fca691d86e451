/** The way of a request to the service behind: what is bounded, stripped and added, and where it goes. */
@NullMarked
package pms.gateway.routing;

import org.jspecify.annotations.NullMarked;
