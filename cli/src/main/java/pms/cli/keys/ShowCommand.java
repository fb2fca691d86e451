package pms.cli.keys;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataFolder;
import pms.cli.folder.DataOption;
import pms.cli.folder.Settings;
import pms.cli.runtime.RuntimeFailure;

/** {@code pms keys show}: never the key itself. */
@Command(name = "show", description = "Say where the key is and which one it is, by its id.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        DataFolder folder = data.folder();
        if (!folder.exists()) {
            throw new RuntimeFailure("There is no data folder " + folder.root());
        }
        PrintWriter out = spec.commandLine().getOut();
        Optional<String> variable = Settings.of(folder).kekVariable();
        if (variable.isPresent()) {
            out.println("The key comes from " + variable.get() + ", in the environment of ./pms up");
            return 0;
        }
        KekFile file = new KekFile(folder);
        if (!Files.exists(file.path())) {
            throw new RuntimeFailure("There is no key file " + file.path());
        }
        List<Kek> keks = file.read();
        out.println("Key file    " + file.path());
        out.println("Active key  " + keks.getFirst().id());
        if (keks.size() > 1) {
            out.println("A rotation is not finished: ./pms keys rotate goes on with it");
        }
        return 0;
    }
}
