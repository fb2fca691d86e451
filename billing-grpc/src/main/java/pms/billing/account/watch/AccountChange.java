package pms.billing.account.watch;

import pms.billing.account.Account;

/**
 * An account as it was after a change.
 *
 * @param sequence of the change: gapless from 1 over all accounts
 */
public record AccountChange(long sequence, Account account) {}
