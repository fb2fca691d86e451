package pms.gateway.auth.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.access.Role;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;

/** What clients send about users; nothing in it is known to be right before it is asked for. */
final class UserRequests {

    private UserRequests() {}

    record Create(
            @Nullable String email,
            @Nullable Role role,
            @Nullable String password) {

        /** @throws Rejection with a message for each field that is missing or can not be right */
        Create checked() {
            Map<String, String> errors = new LinkedHashMap<>();
            if (email == null || email.isBlank()) {
                errors.put("email", "Email is required");
            } else if (!EmailAddress.isValid(email)) {
                errors.put("email", "Email should be valid");
            }
            if (role == null) {
                errors.put("role", "Role is required");
            }
            return refuse(this, errors);
        }

        EmailAddress address() {
            return new EmailAddress(Objects.requireNonNull(email));
        }

        Role givenRole() {
            return Objects.requireNonNull(role);
        }

        /** Passwords do not belong in logs. */
        @Override
        public String toString() {
            return "Create";
        }
    }

    record Change(
            @Nullable Role role,
            @Nullable Boolean disabled,
            @Nullable String password) {

        Change checked() {
            boolean empty = role == null && disabled == null && password == null;
            return refuse(this, empty ? Map.of("role", "One of role, disabled and password is needed") : Map.of());
        }

        /** Passwords do not belong in logs. */
        @Override
        public String toString() {
            return "Change";
        }
    }

    record OwnPassword(@Nullable String current, @Nullable String password) {

        OwnPassword checked() {
            Map<String, String> errors = new LinkedHashMap<>();
            if (current == null || current.isBlank() || current.length() > PasswordRules.MAX_CHARACTERS) {
                errors.put("current", "The current password is required");
            }
            if (password == null || password.isBlank()) {
                errors.put("password", "Password is required");
            }
            return refuse(this, errors);
        }

        String givenCurrent() {
            return Objects.requireNonNull(current);
        }

        String givenPassword() {
            return Objects.requireNonNull(password);
        }

        /** Passwords do not belong in logs. */
        @Override
        public String toString() {
            return "OwnPassword";
        }
    }

    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new Rejection(
                    Problem.of(ProblemCode.INVALID_PARAMETER, "The id is not valid.", Map.of("id", "Must be a UUID")));
        }
    }

    static int within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new Rejection(Problem.of(
                    ProblemCode.INVALID_PARAMETER,
                    "A parameter is not valid.",
                    Map.of(name, "Must be from " + min + " to " + max)));
        }
        return value;
    }

    private static <T> T refuse(T request, Map<String, String> errors) {
        if (!errors.isEmpty()) {
            throw new Rejection(Problem.of(ProblemCode.VALIDATION_FAILED, "The input is not valid.", errors));
        }
        return request;
    }
}
