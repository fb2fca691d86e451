package pms.cli;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The list of commands, one line each, so that all of it is on one screen of 80 by 24. */
final class Overview {
    /** Two commands in one line, at the place of the first. */
    private static final Map<String, String> TOGETHER = Map.of(
            "start", row("start, stop", "Start or stop one part."),
            "backup", row("backup, restore", "Copy all that has to be kept into a folder, or back."),
            "test", row("test, bench", "Run all tests, or measure the system."));

    private static final Set<String> LEFT_OUT = Set.of("stop", "restore", "bench", "help");

    private Overview() {}

    static String render(Help help) {
        return help.subcommands().entrySet().stream()
                .filter(command -> !LEFT_OUT.contains(command.getKey()))
                .map(command -> row(
                        command.getKey(), command.getValue(), help.colorScheme().ansi()))
                .collect(Collectors.joining());
    }

    private static String row(String name, Help command, Ansi ansi) {
        String together = TOGETHER.get(name);
        if (together != null) {
            return ansi.string(together);
        }
        String[] description = command.commandSpec().usageMessage().description();
        return ansi.string(row(name, description.length == 0 ? "" : description[0]));
    }

    private static String row(String name, String description) {
        return "  @|bold %-16s|@%s%n".formatted(name, description);
    }
}
