package pms.gateway.auth.account;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A user's e-mail, in the one spelling that it is stored and compared in. */
public record EmailAddress(String value) {

    private static final int MAX_CHARACTERS = 254;
    private static final Pattern SHAPE = Pattern.compile("[!-?A-~]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    /** Printable ASCII only: the address travels in a header to the services behind. */
    public static boolean isValid(@Nullable String text) {
        return text != null
                && text.length() <= MAX_CHARACTERS
                && SHAPE.matcher(text.trim()).matches();
    }

    public EmailAddress {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
        value = value.trim().toLowerCase(Locale.ROOT);
    }
}
