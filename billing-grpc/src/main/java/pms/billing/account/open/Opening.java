package pms.billing.account.open;

import pms.billing.account.Account;

/**
 * What came of opening an account.
 *
 * @param opened true when this very request opened the account, also when it took several attempts
 */
public record Opening(Account account, boolean opened) {}
