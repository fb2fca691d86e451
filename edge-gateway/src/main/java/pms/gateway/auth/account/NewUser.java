package pms.gateway.auth.account;

import pms.access.Role;

/** Somebody who is to be added. */
public record NewUser(EmailAddress email, String passwordHash, Role role) {

    /** Without the hash. */
    @Override
    public String toString() {
        return "NewUser[" + role + "]";
    }
}
