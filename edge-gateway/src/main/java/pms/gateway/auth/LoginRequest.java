package pms.gateway.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pms.gateway.auth.account.EmailAddress;
import pms.gateway.problem.Problem;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;

/** What a client sends to log in; nothing in it is known to be right before {@link #toCredentials()}. */
record LoginRequest(@Nullable String email, @Nullable String password) {

    private static final int MAX_PASSWORD_CHARACTERS = 128;

    /** @throws Rejection with a message for each field that is missing or can not be right */
    Credentials toCredentials() {
        Map<String, String> errors = new LinkedHashMap<>();
        if (email == null || email.isBlank()) {
            errors.put("email", "Email is required");
        } else if (!EmailAddress.isValid(email)) {
            errors.put("email", "Email should be valid");
        }
        if (password == null || password.isBlank()) {
            errors.put("password", "Password is required");
        } else if (password.length() > MAX_PASSWORD_CHARACTERS) {
            errors.put("password", "Password cannot exceed 128 characters");
        }
        if (email == null || password == null || !errors.isEmpty()) {
            throw new Rejection(Problem.of(ProblemCode.VALIDATION_FAILED, "E-mail and password are needed.", errors));
        }
        return new Credentials(new EmailAddress(email), password);
    }

    /** Passwords do not belong in logs. */
    @Override
    public String toString() {
        return "LoginRequest";
    }
}
