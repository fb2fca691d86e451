/** Finds the account of one patient. */
@NullMarked
package pms.billing.account.find;

import org.jspecify.annotations.NullMarked;
