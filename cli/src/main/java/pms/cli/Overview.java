package pms.cli;

import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The list of commands, one line each, so that all of it is on one screen of 80 by 24. */
final class Overview {
    private static final String BOTH = row("start, stop", "Start or stop one part.");

    private static final Set<String> LEFT_OUT = Set.of("stop", "help");

    private Overview() {}

    static String render(Help help) {
        return help.subcommands().entrySet().stream()
                .filter(command -> !LEFT_OUT.contains(command.getKey()))
                .map(command -> row(
                        command.getKey(), command.getValue(), help.colorScheme().ansi()))
                .collect(Collectors.joining());
    }

    private static String row(String name, Help command, Ansi ansi) {
        if (name.equals("start")) {
            return ansi.string(BOTH);
        }
        String[] description = command.commandSpec().usageMessage().description();
        return ansi.string(row(name, description.length == 0 ? "" : description[0]));
    }

    private static String row(String name, String description) {
        return "  @|bold %-14s|@%s%n".formatted(name, description);
    }
}
