package pms.cli.folder;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;

/**
 * What a data folder remembers between runs: the passwords of its databases, what parts show to each other, and the
 * choices that were made for it.
 */
public final class Settings {
    private final DataFolder folder;
    private final Properties values = new Properties();

    private Settings(DataFolder folder) {
        this.folder = folder;
    }

    public static Settings of(DataFolder folder) {
        Settings settings = new Settings(folder);
        if (Files.exists(folder.settings())) {
            try (Reader reader = Files.newBufferedReader(folder.settings())) {
                settings.values.load(reader);
            } catch (IOException | IllegalArgumentException failure) {
                throw new RuntimeFailure("The file " + folder.settings() + " can't be read", failure);
            }
        }
        return settings;
    }

    /** A database's password, made at the first call and the same ever after. */
    public String password(String database) {
        return secret("password." + database);
    }

    /** The password of the role that owns a database and changes its tables. */
    public String ownerPassword(String database) {
        return secret("password.owner." + database);
    }

    /** What callers show to a service, by the service's purpose; made at the first call and the same ever after. */
    public String token(String purpose) {
        return secret("token." + purpose);
    }

    /** What this command shows to all services. They know its hash alone. */
    public String operatorToken() {
        return token("operator");
    }

    /** In hex. */
    public String operatorTokenSha256() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(operatorToken().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /** Whether a key file was there once, so that its lack is a loss and no beginning. */
    public boolean wasMade(String keyFile) {
        return Boolean.parseBoolean(values.getProperty("made." + keyFile));
    }

    public void rememberMade(String keyFile) {
        if (!wasMade(keyFile)) {
            put("made." + keyFile, "true");
        }
    }

    /** Whether the system was ready once without the demo, so that it has users of its own. */
    public boolean hasUsers() {
        return Boolean.parseBoolean(values.getProperty("users"));
    }

    public void rememberUsers() {
        if (!hasUsers()) {
            put("users", "true");
        }
    }

    private String secret(String key) {
        String known = values.getProperty(key);
        if (known != null) {
            return known;
        }
        String fresh = PrivateFiles.secret();
        put(key, fresh);
        return fresh;
    }

    /** The variable that the key-encryption key came from; empty when it is in the folder. */
    public Optional<String> kekVariable() {
        return Optional.ofNullable(values.getProperty("kek.variable")).filter(name -> !name.isEmpty());
    }

    /** Empty stands for the folder. */
    public void rememberKekVariable(String name) {
        if (!kekVariable().orElse("").equals(name)) {
            put("kek.variable", name);
        }
    }

    /** The certificate that the gateway shows; empty when it speaks without TLS. */
    public Optional<Path> certificate() {
        return Optional.ofNullable(values.getProperty("tls.certificate"))
                .filter(file -> !file.isEmpty())
                .map(Path::of);
    }

    public void rememberCertificate(@Nullable Path file) {
        if (!Objects.equals(certificate().orElse(null), file)) {
            put("tls.certificate", file == null ? "" : file.toString());
        }
    }

    /** Empty in a fresh folder. */
    public Optional<Boolean> demo() {
        return Optional.ofNullable(values.getProperty("demo")).map(Boolean::valueOf);
    }

    public void rememberDemo(boolean demo) {
        put("demo", Boolean.toString(demo));
    }

    public boolean demoPatientsSent() {
        return Boolean.parseBoolean(values.getProperty("demo.patients-sent"));
    }

    public void rememberDemoPatientsSent() {
        put("demo.patients-sent", "true");
    }

    private void put(String key, String value) {
        values.setProperty(key, value);
        StringWriter text = new StringWriter();
        values.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> text.append(name)
                        .append('=')
                        .append(values.getProperty(name))
                        .append('\n'));
        PrivateFiles.write(folder.settings(), text.toString());
    }
}
