/** Billing accounts over HTTP: a small client of the billing service's gRPC interface. */
@NullMarked
package pms.gateway.billing;

import org.jspecify.annotations.NullMarked;
