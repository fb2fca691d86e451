/** Closing the account of a patient, which may be there or not. */
@NullMarked
package pms.billing.account.close;

import org.jspecify.annotations.NullMarked;
