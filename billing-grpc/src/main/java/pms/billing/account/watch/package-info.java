/** Follows the changes of all accounts, in order and without a hole. */
@NullMarked
package pms.billing.account.watch;

import org.jspecify.annotations.NullMarked;
