package pms.cli.backup;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataFolder;
import pms.cli.folder.DataOption;
import pms.cli.folder.Settings;
import pms.cli.keys.KekFile;
import pms.cli.keys.KeyFile;
import pms.cli.runtime.FileCopy;
import pms.cli.runtime.PostgresCopy;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;

/** {@code pms restore}: makes a data folder of a backup, and starts nothing. */
@Command(
        name = "restore",
        description = {
            "Make a data folder of a backup; ./pms up starts it then.",
            "Kafka and the directory come back from the events, by themselves, after the start."
        })
public final class RestoreCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FOLDER", description = "What ./pms backup has made; it is not changed.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--keys", paramLabel = "FOLDER", description = "Its keys, when they are in another place.")
    private @Nullable Path keys;

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        BackupFolder backup = new BackupFolder(folder);
        String taken = backup.requireWhole();
        DataFolder target = data.folder();
        BackupFolder.requireNothingIn(target.root(), "A backup is restored into a new folder (--data): ");
        Path keyFiles = keys == null ? backup.asData().keys() : keys;
        requireKeys(backup, keyFiles);
        say("Copying the backup of " + taken);
        copy(backup, keyFiles, target);
        say("Restored into " + target.root() + ": start it with ./pms up" + dataOption(target));
        return 0;
    }

    private static void requireKeys(BackupFolder backup, Path keyFiles) {
        Settings settings = Settings.of(backup.asData());
        List<String> needed = new ArrayList<>();
        if (settings.kekVariable().isEmpty()) {
            needed.add(new KekFile(backup.asData()).path().getFileName().toString());
        }
        for (KeyFile file : List.of(KeyFile.signing(backup.asData()), KeyFile.audit(backup.asData()))) {
            if (settings.wasMade(file.name())) {
                needed.add(file.name());
            }
        }
        needed.removeIf(name -> Files.isRegularFile(keyFiles.resolve(name)));
        if (!needed.isEmpty()) {
            throw new RuntimeFailure("The backup needs its keys, and " + keyFiles + " has no "
                    + String.join(", ", needed) + ": say where they are with --keys; nothing was changed");
        }
    }

    /** The marker comes last: what was broken off is no data folder, and {@code up} refuses it. */
    private static void copy(BackupFolder backup, Path keyFiles, DataFolder target) {
        FileCopy copy = new FileCopy(path -> path.toString().equals("lock"), bytes -> {});
        PrivateFiles.folder(target.root());
        try {
            copy.tree(backup.asData().postgres(), target.postgres());
            copy.tree(keyFiles, target.keys());
            copy.file(backup.settings(), target.root().resolve("settings"));
        } catch (IOException failure) {
            throw new RuntimeFailure(
                    "The backup can't be copied into " + target.root() + ": " + failure.getMessage(), failure);
        }
        new PostgresCopy(target.postgres()).own();
        target.complete();
    }

    private static String dataOption(DataFolder target) {
        boolean usual =
                target.root().equals(DataOption.checkout().resolve(".pms").normalize());
        return usual ? "" : " --data " + target.root();
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
