package pms.cli.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pms.cli.runtime.RuntimeFailure;

/**
 * The key-encryption key that {@code pms up} was given in its environment, to be passed on as it is.
 *
 * @param variable the one variable that is set
 * @param value the key itself, or the absolute path of a file with it
 */
public record GivenKek(String variable, String value) {
    static final String TEXT = "PMS_KEK";
    static final String FILE = "PMS_KEK_FILE";
    private static final String KMS_FILE = "PMS_KEK_KMS_FILE";

    /**
     * Empty when no variable is set, so that the key is in the data folder.
     *
     * @throws RuntimeFailure when several are set, or what they hold can't be a key
     */
    public static Optional<GivenKek> in(Map<String, String> environment) {
        List<String> set = List.of(TEXT, FILE, KMS_FILE).stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .toList();
        if (set.size() > 1) {
            throw new RuntimeFailure(
                    String.join(" and ", set) + " are both set: the key-encryption key comes from one");
        }
        return set.stream()
                .findFirst()
                .map(name -> checked(name, environment.getOrDefault(name, "").strip()));
    }

    /** What command-side is told. */
    public Map<String, String> variables() {
        return Map.of(variable, value);
    }

    private static GivenKek checked(String variable, String value) {
        if (variable.equals(TEXT)) {
            requireKeys(variable, value);
            return new GivenKek(variable, value);
        }
        // The services run in other folders than this command.
        Path file = Path.of(value).toAbsolutePath().normalize();
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (variable.equals(FILE)) {
                requireKeys("The file " + file + " (PMS_KEK_FILE)", text);
            }
        } catch (IOException unreadable) {
            throw new RuntimeFailure("The file " + file + " (" + variable + ") can't be read", unreadable);
        }
        return new GivenKek(variable, file.toString());
    }

    private static void requireKeys(String where, String text) {
        try {
            Kek.all(text);
        } catch (IllegalArgumentException malformed) {
            throw new RuntimeFailure(where + " " + malformed.getMessage(), malformed);
        }
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "GivenKek[" + variable + "]";
    }
}
