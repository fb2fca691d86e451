package pms.gateway.auth;

import pms.gateway.auth.account.EmailAddress;

/** An e-mail and a password that may belong to it. */
record Credentials(EmailAddress email, String password) {

    /** Passwords do not belong in logs. */
    @Override
    public String toString() {
        return "Credentials[" + email + "]";
    }
}
