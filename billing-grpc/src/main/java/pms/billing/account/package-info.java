/** The account of a patient, and why a request about one is refused. */
@NullMarked
package pms.billing.account;

import org.jspecify.annotations.NullMarked;
