package pms.cli.logs;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
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
import pms.cli.folder.LogReader;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;
import pms.cli.system.PartNames;

/** {@code pms logs [PART]}: the last lines of one log or of all, and with {@code -f} those that come. */
@Command(name = "logs", description = "Show the log of one part, or of all.")
public final class LogsCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    /** The supervisor's own, when it runs detached. */
    private static final String SUPERVISOR = "pms";

    @Parameters(arity = "0..1", paramLabel = "PART", description = "The part; \"pms\" is the supervisor.")
    private @Nullable String part;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing new lines until Ctrl-C.")
    private boolean follow;

    @Option(names = "-n", paramLabel = "LINES", description = "How many lines first (default: ${DEFAULT-VALUE}).")
    private int lines = 50;

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private record Source(String prefix, LogReader reader) {}

    @Override
    public Integer call() {
        List<Source> sources = sources(data.folder());
        sources.forEach(source -> show(source, lines));
        while (follow && Waiting.pause(LOOK_EVERY)) {
            sources.forEach(source -> show(source, Integer.MAX_VALUE));
        }
        return 0;
    }

    private List<Source> sources(DataFolder folder) {
        if (!folder.exists()) {
            throw new RuntimeFailure("There are no logs: " + folder.root() + " is no data folder");
        }
        if (part != null) {
            String name = part.equals(SUPERVISOR) ? part : PartNames.require(part);
            return List.of(new Source("", LogReader.fromRecent(folder.log(name))));
        }
        List<String> names = new ArrayList<>(PartNames.ALL);
        names.add(SUPERVISOR);
        return names.stream()
                .filter(name -> follow || Files.exists(folder.log(name)))
                .map(name -> new Source("%-20s| ".formatted(name), LogReader.fromRecent(folder.log(name))))
                .toList();
    }

    private void show(Source source, int atMost) {
        List<String> found = source.reader().next();
        PrintWriter out = spec.commandLine().getOut();
        found.subList(Math.max(0, found.size() - atMost), found.size())
                .forEach(line -> out.println(source.prefix() + line));
        out.flush();
    }
}
