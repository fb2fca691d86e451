package pms.cli.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;

/**
 * A file of a data folder with one secret key of a service, made at the first start and needed ever after. With the key
 * in the environment of {@code pms up}, no file is made.
 *
 * @param name in the folder of the keys
 * @param variable names the key itself in the environment; with {@code _FILE} behind it, a file with the key
 * @param about what the key is for, and what goes with it
 */
public record KeyFile(DataFolder data, String name, String variable, String about) {
    /** Under which the gateway's private keys are sealed. */
    public static KeyFile signing(DataFolder data) {
        return new KeyFile(
                data,
                "signing-kek",
                "PMS_SIGNING_KEK",
                "The key that the keys which sign tokens are sealed under; without it nobody can log in");
    }

    /** That chains the audit log. */
    public static KeyFile audit(DataFolder data) {
        return new KeyFile(
                data,
                "audit-key",
                "PMS_AUDIT_KEY",
                "The key that chains the audit log; whoever has it can write a log that looks right");
    }

    /**
     * What the service is told.
     *
     * @throws RuntimeFailure when the key was made once and its file is missing or malformed; nothing is changed then
     */
    public Map<String, String> prepare(Settings settings, Map<String, String> environment) {
        String given = environment.getOrDefault(variable, "").strip();
        String givenFile = environment.getOrDefault(variable + "_FILE", "").strip();
        if (!given.isEmpty()) {
            requireKey(variable, given);
            return Map.of(variable, given);
        }
        if (!givenFile.isEmpty()) {
            Path file = Path.of(givenFile).toAbsolutePath().normalize();
            requireKey("The file " + file, read(file));
            return Map.of(variable + "_FILE", file.toString());
        }
        if (Files.exists(path())) {
            requireKey("The key file " + path(), read(path()));
            PrivateFiles.makePrivate(path());
        } else {
            make(settings);
        }
        settings.rememberMade(name);
        return Map.of(variable + "_FILE", path().toString());
    }

    Path path() {
        return data.keys().resolve(name);
    }

    private void make(Settings settings) {
        if (settings.wasMade(name)) {
            throw new RuntimeFailure(
                    "The key file " + path() + " is missing: put it back from its backup; nothing was" + " changed");
        }
        try {
            PrivateFiles.folder(data.keys());
            PrivateFiles.writeDurably(
                    path(), "# " + about + ".\n" + Kek.random().base64() + "\n");
        } catch (UncheckedIOException failure) {
            throw new RuntimeFailure(failure.getMessage() + ": " + failure.getCause(), failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new RuntimeFailure("The file " + file + " can't be read", unreadable);
        }
    }

    private static void requireKey(String where, String text) {
        try {
            Kek.all(text);
        } catch (IllegalArgumentException malformed) {
            throw new RuntimeFailure(where + " " + malformed.getMessage() + "; nothing was changed", malformed);
        }
    }
}
