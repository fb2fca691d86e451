package pms.cli.keys;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import pms.cli.control.Supervised;
import pms.cli.folder.DataFolder;
import pms.cli.folder.DataOption;
import pms.cli.folder.FolderLock;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.system.PartNames;
import pms.cli.system.PartState;
import pms.cli.system.PartStatus;

/** {@code pms keys rotate}: needs a running system. */
@Command(
        name = "rotate",
        description = {
            "Replace the key of a running system: wrap the keys of all patients under a new one.",
            "Backups of keys made before need the old key. May be repeated when it fails."
        })
final class RotateCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--keep-old", description = "Keep the old key for old backups, in keys/kek.retired.")
    private boolean keepOld;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder folder = data.folder();
        int port = portOfCommandSide(folder);
        Settings settings = Settings.of(folder);
        settings.kekVariable().ifPresent(variable -> {
            throw new RuntimeFailure(advice(variable, folder, port));
        });
        RotationCall call = new RotationCall(
                port, settings.operatorToken(), spec.commandLine().getOut());
        KekFile file = new KekFile(folder);
        FolderLock lock = file.lock();
        try {
            new Rotation(file, call, spec.commandLine().getOut()).run(keepOld);
        } finally {
            lock.close();
        }
        return 0;
    }

    private static int portOfCommandSide(DataFolder folder) {
        PartStatus part = Supervised.part(folder, PartNames.COMMAND_SIDE);
        Integer port = part.port();
        if (part.state() != PartState.UP || port == null) {
            throw new RuntimeFailure(part.name()
                    + " is not up, and it is needed for this: see ./pms status, ./pms start " + part.name());
        }
        return port;
    }

    /** What the environment holds, this command can't change. */
    private static String advice(String variable, DataFolder folder, int port) {
        String put = variable.equals(GivenKek.TEXT)
                ? "start again with " + variable + " set to the new key, a comma and the old one"
                : "put the new key before the old one in that file";
        return "The key comes from " + variable + " in the environment of ./pms up: " + put
                + ", POST http://127.0.0.1:" + port + "/internal/keys/rotations with the bearer token"
                + " token.operator of " + folder.root().resolve("settings") + ", then take the old key out";
    }
}
