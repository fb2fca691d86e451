package pms.cli.up;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pms.cli.keys.GivenKek;

/**
 * What {@code pms up} was asked for.
 *
 * @param demo null when it was not said: then what the data folder remembers, or on in a fresh one
 * @param tls null for none
 * @param given other secrets of the environment, and {@link Detours}, by their variables
 * @param kek null when none was given: then the data folder has a key of its own
 */
record UpSettings(
        Path checkout,
        Path data,
        int port,
        boolean fresh,
        @Nullable Boolean demo,
        @Nullable GivenKek kek,
        @Nullable TlsFiles tls,
        Map<String, String> given) {
    static final String ADMIN_PASSWORD = "PMS_ADMIN_PASSWORD";
    private static final List<String> GIVEN = List.of(
            "PMS_SIGNING_KEK",
            "PMS_SIGNING_KEK_FILE",
            "PMS_AUDIT_KEY",
            "PMS_AUDIT_KEY_FILE",
            ADMIN_PASSWORD,
            Detours.VARIABLE);

    static Map<String, String> given(Map<String, String> environment) {
        return GIVEN.stream()
                .filter(name -> !environment.getOrDefault(name, "").isBlank())
                .collect(Collectors.toMap(name -> name, name -> environment.getOrDefault(name, "")));
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "UpSettings[" + data + "]";
    }
}
