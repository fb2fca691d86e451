package pms.gateway.auth.account;

import org.jspecify.annotations.Nullable;
import pms.access.Role;

/** What is to be another way about a user; null is as before. */
record UserChange(
        @Nullable Role role,
        @Nullable Boolean disabled,
        @Nullable String passwordHash) {

    static UserChange ofPassword(String hash) {
        return new UserChange(null, null, hash);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "UserChange[role=" + role + ", disabled=" + disabled + "]";
    }
}
