/** Tests of opening accounts below gRPC, on a real PostgreSQL. */
@NullMarked
package pms.billing.account.open;

import org.jspecify.annotations.NullMarked;
