package pms.gateway.auth.account;

import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** What of the user is another way, in codes: for example {@code role:AUDITOR disabled}. */
    String codes() {
        return Stream.of(
                        role == null ? "" : "role:" + role,
                        disabled == null ? "" : disabled ? "disabled" : "enabled",
                        passwordHash == null ? "" : "password")
                .filter(code -> !code.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "UserChange[role=" + role + ", disabled=" + disabled + "]";
    }
}
