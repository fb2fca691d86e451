package pms.cli.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.control.Supervised;
import pms.cli.folder.DataFolder;
import pms.cli.folder.DataOption;
import pms.cli.folder.FolderLock;
import pms.cli.folder.Settings;
import pms.cli.runtime.BaseBackup;
import pms.cli.runtime.FileCopy;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.PostgresCopy;
import pms.cli.runtime.PostgresServer;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.system.PartMarks;
import pms.cli.system.PartNames;

/** {@code pms backup}: of a system that runs or one that does not. */
@Command(
        name = "backup",
        description = {
            "Copy all that has to be kept into a folder, also while the system runs.",
            "All databases as of one moment, and the keys; the copy is started once, to see that it is whole.",
            "Not Kafka and not the directory: both are made anew from the events."
        })
public final class BackupCommand implements Callable<Integer> {
    /** Made anew from the events, and in clear: a backup of it would keep who is erased. */
    private static final String VIEWS = "patients";

    @Parameters(paramLabel = "FOLDER", description = "A new folder, or an empty one. It is made private: it has keys.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder source = data.folder();
        if (!source.exists() || !Files.isDirectory(source.postgres())) {
            throw new RuntimeFailure("There is nothing to back up: " + source.root() + " has no data");
        }
        BackupFolder backup = new BackupFolder(folder);
        backup.make();
        FolderLock keys = lockOfKeys(source);
        try {
            takeInto(backup, source);
        } finally {
            keys.close();
        }
        return 0;
    }

    private void takeInto(BackupFolder backup, DataFolder source) {
        Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        say("Copying the databases");
        CopyProgress progress = copyDatabases(source, backup);
        say("Starting the copy once, to see that it is whole, and taking the directory out of it");
        settle(backup);
        copyKeys(source, backup);
        backup.markWhole(begun);
        say("Backup of " + begun + " in " + backup.root() + " (" + progress.doneMib() + " MiB were copied)");
        Optional<String> variable = Settings.of(source).kekVariable();
        say(
                variable.isPresent()
                        ? "The key of personal data is not in it: it comes from " + variable.get()
                        : "Keep " + backup.asData().keys() + " in another place: who has both can read everything");
    }

    /** While this is held, no key is replaced: the databases and the keys fit. */
    private static FolderLock lockOfKeys(DataFolder source) {
        Path folder = PrivateFiles.folder(source.keys());
        return FolderLock.tryTake(folder.resolve("lock"))
                .orElseThrow(() -> new RuntimeFailure(
                        "Another ./pms keys rotate, or ./pms backup, is at work on " + source.root()));
    }

    private CopyProgress copyDatabases(DataFolder source, BackupFolder backup) {
        Optional<FolderLock> taken = FolderLock.tryTake(source);
        if (taken.isEmpty()) {
            Integer port = Supervised.part(source, PartNames.POSTGRES).port();
            if (port == null) {
                throw new RuntimeFailure("PostgreSQL does not run: ./pms start postgres, or ./pms down");
            }
            return copyDatabases(source, port, backup);
        }
        try (FolderLock lock = taken.get()) {
            new PartMarks(source).stopLeftovers(part -> say(part + " was left running by an earlier run: stopping it"));
            return copyStopped(source, backup, lock);
        }
    }

    /** The lock is held, so that nobody starts another server on the files. */
    private CopyProgress copyStopped(DataFolder source, BackupFolder backup, FolderLock lock) {
        try (PostgresServer server =
                PostgresServer.start(source.postgres(), FreePorts.next(), source.log(PartNames.POSTGRES))) {
            if (!lock.isHeld()) {
                throw new IllegalStateException("The data folder is not locked");
            }
            return copyDatabases(source, server.port(), backup);
        }
    }

    private CopyProgress copyDatabases(DataFolder source, int port, BackupFolder backup) {
        BaseBackup base = new BaseBackup(source.postgres(), port);
        CopyProgress progress = new CopyProgress(spec.commandLine().getOut(), base.size());
        base.copyTo(backup.asData().postgres(), progress);
        return progress;
    }

    private static void settle(BackupFolder backup) {
        Path log = backup.root().resolve("start.log");
        new PostgresCopy(backup.asData().postgres()).settleWithout(VIEWS, log);
        try {
            Files.delete(log);
        } catch (IOException failure) {
            throw new RuntimeFailure("Cannot delete " + log, failure);
        }
    }

    private static void copyKeys(DataFolder source, BackupFolder backup) {
        FileCopy copy = new FileCopy(path -> path.toString().equals("lock"), bytes -> {});
        try {
            copy.tree(source.keys(), backup.asData().keys());
            copy.file(source.root().resolve("settings"), backup.settings());
        } catch (IOException failure) {
            throw new RuntimeFailure("The keys can't be backed up: " + failure.getMessage(), failure);
        }
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
