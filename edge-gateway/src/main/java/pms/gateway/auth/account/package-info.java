/** Accounts: who may log in, as what, with which password, and how administrators change that. */
@NullMarked
package pms.gateway.auth.account;

import org.jspecify.annotations.NullMarked;
