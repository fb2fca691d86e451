/** The billing service: one account a patient, offered by gRPC. */
@NullMarked
package pms.billing;

import org.jspecify.annotations.NullMarked;
