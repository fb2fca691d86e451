/** Callers of the system from outside: HTTP and the live feed through the gateway, accounts by gRPC. */
@NullMarked
package pms.e2e.client;

import org.jspecify.annotations.NullMarked;
