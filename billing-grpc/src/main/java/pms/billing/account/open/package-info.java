/** Opens accounts: many callers in one transaction, one account a patient. */
@NullMarked
package pms.billing.account.open;

import org.jspecify.annotations.NullMarked;
