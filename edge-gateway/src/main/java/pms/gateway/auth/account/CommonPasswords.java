package pms.gateway.auth.account;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Passwords that many people choose; the resource {@code common-passwords.txt} says where the list is from. A common word
 * with digits and symbols around or within it is as common, and so are one that is repeated and a run of digits
 * or letters.
 */
final class CommonPasswords {

    private static final String LIST = "/common-passwords.txt";

    private static final List<String> RUNS = Stream.of(
                    "0123456789", "9876543210", "abcdefghijklmnopqrstuvwxyz", "zyxwvutsrqponmlkjihgfedcba")
            .map(run -> run.repeat(PasswordRules.MAX_CHARACTERS / run.length() + 2))
            .toList();

    private final Set<String> known;

    private CommonPasswords(Set<String> known) {
        this.known = known;
    }

    static CommonPasswords load() {
        try (InputStream list = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(LIST));
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.US_ASCII))) {
            return new CommonPasswords(
                    lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toUnmodifiableSet()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return RUNS.stream().anyMatch(run -> run.contains(lower))
                || known.contains(lower)
                || known.contains(once(lower.replaceAll("[^\\p{L}]", "")));
    }

    /** The shortest part that the text is made of by repetition; the text itself when it repeats nothing. */
    private static String once(String text) {
        int period = (text + text).indexOf(text, 1);
        return period < 0 ? text : text.substring(0, period);
    }
}
