/** Tests of the billing service, on a real PostgreSQL and over real gRPC connections. */
@NullMarked
package pms.billing;

import org.jspecify.annotations.NullMarked;
