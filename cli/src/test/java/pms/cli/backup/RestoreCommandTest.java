package pms.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import pms.cli.folder.DataFolder;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;

/** What needs no PostgreSQL; {@code BackupIT} has the rest. */
class RestoreCommandTest {
    @TempDir
    private Path folder;

    private Path backup;
    private Path target;

    @BeforeEach
    void writeABackup() throws Exception {
        backup = folder.resolve("backup");
        target = folder.resolve("target");
        Files.createDirectories(backup.resolve("postgres/data"));
        Files.createDirectories(backup.resolve("keys"));
        for (String key : new String[] {"kek", "signing-kek", "audit-key"}) {
            Files.writeString(backup.resolve("keys").resolve(key), "key");
        }
        Files.writeString(backup.resolve("postgres/data/PG_VERSION"), "18\n");
        Settings settings = Settings.of(new DataFolder(backup));
        settings.rememberMade("signing-kek");
        settings.rememberMade("audit-key");
        new BackupFolder(backup).markWhole(Instant.EPOCH);
    }

    @Test
    void makesAPrivateDataFolder() throws Exception {
        Files.setPosixFilePermissions(backup.resolve("keys/kek"), PosixFilePermissions.fromString("rw-r--r--"));

        restore();

        assertThat(new DataFolder(target).exists()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
        assertThat(Files.readString(target.resolve("keys/kek"))).isEqualTo("key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("keys/kek"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("keys"))))
                .isEqualTo("rwx------");
        assertThat(Settings.of(new DataFolder(target)).wasMade("audit-key")).isTrue();
    }

    @Test
    void findsTheKeysInAnotherPlace() throws Exception {
        Path elsewhere = Files.move(backup.resolve("keys"), folder.resolve("elsewhere"));

        restore("--keys", elsewhere.toString());

        assertThat(target.resolve("keys/audit-key")).exists();
    }

    @Test
    void refusesABackupWithoutItsKeysAndNamesThem() throws Exception {
        Files.delete(backup.resolve("keys/audit-key"));

        assertRefused("no audit-key", "--keys", "nothing was changed");
        assertThat(target).doesNotExist();
    }

    @Test
    void needsNoKeyFileWhoseKeyComesFromTheEnvironment() throws Exception {
        Files.delete(backup.resolve("keys/kek"));
        Settings.of(new DataFolder(backup)).rememberKekVariable("PMS_KEK");

        restore();

        assertThat(target.resolve("pms-data")).exists();
    }

    @Test
    void refusesATargetThatIsNotEmptyAndLeavesItAlone() throws Exception {
        Files.createDirectories(target);
        Files.writeString(target.resolve("mine"), "mine");

        assertRefused("is not empty", "nothing was changed");
        assertThat(target).isDirectoryContaining(file -> file.endsWith("mine"));
        assertThat(target.toFile().list()).hasSize(1);
    }

    @Test
    void refusesWhatWasBrokenOff() throws Exception {
        Files.delete(backup.resolve("pms-backup"));

        assertRefused("is no whole backup");
    }

    @Test
    void refusesAnotherFormat() throws Exception {
        Files.writeString(backup.resolve("pms-backup"), "2\nsome day\n");

        assertRefused("of another format");
    }

    private void assertRefused(String... reasons) {
        assertThatThrownBy(() -> restore())
                .isInstanceOf(RuntimeFailure.class)
                .message()
                .contains(reasons);
    }

    private void restore(String... options) throws Exception {
        RestoreCommand command = new RestoreCommand();
        new CommandLine(command)
                .parseArgs(Stream.concat(Stream.of(backup.toString(), "--data", target.toString()), Stream.of(options))
                        .toArray(String[]::new));
        assertThat(command.call()).isZero();
    }
}
