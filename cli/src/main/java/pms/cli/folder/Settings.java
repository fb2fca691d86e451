package pms.cli.folder;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Properties;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;

/**
 * What a data folder remembers between runs: the passwords of its databases, what services show to each other, and the
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

    /** What services show to each other, made at the first call and the same ever after. */
    public String serviceToken() {
        return secret("service.token");
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
