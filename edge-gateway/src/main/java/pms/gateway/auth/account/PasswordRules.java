package pms.gateway.auth.account;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which passwords a user may choose: long ones, and none that is tried first. No rules about kinds of characters. */
@Component
public class PasswordRules {

    public static final int MAX_CHARACTERS = 128;
    private static final int MIN_CHARACTERS = 12;
    private static final int MIN_DIFFERENT = 5;

    /** A shorter name is found in many good passwords by chance. */
    private static final int MIN_NAME_CHARACTERS = 4;

    private final CommonPasswords common = CommonPasswords.load();

    /** What is wrong with the password for this user, as a sentence without a full stop; empty when nothing is. */
    public Optional<String> objection(EmailAddress email, String password) {
        if (password.length() < MIN_CHARACTERS) {
            return Optional.of("Password must have at least 12 characters");
        }
        if (password.length() > MAX_CHARACTERS) {
            return Optional.of("Password cannot exceed 128 characters");
        }
        if (containsName(email, password)) {
            return Optional.of("Password must not contain the name in the email");
        }
        if (password.chars().distinct().count() < MIN_DIFFERENT || common.contains(password)) {
            return Optional.of("Password is too common");
        }
        return Optional.empty();
    }

    private static boolean containsName(EmailAddress email, String password) {
        String name = email.value().substring(0, email.value().indexOf('@'));
        return name.length() >= MIN_NAME_CHARACTERS
                && password.toLowerCase(Locale.ROOT).contains(name);
    }
}
