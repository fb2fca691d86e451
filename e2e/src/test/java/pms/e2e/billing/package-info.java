/** Accounts, through the gateway and by gRPC. */
@NullMarked
package pms.e2e.billing;

import org.jspecify.annotations.NullMarked;
