package pms.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** {@code help} before the name of a command, at any depth: the same as {@code --help} behind it. */
final class HelpWords {
    private static final String HELP = "help";

    private HelpWords() {}

    /**
     * {@code help events tail} becomes {@code events tail --help}. Where no such command is, {@code help} is left out, so
     * that the misspelt word is refused as it is without it. Anything else stays as it is.
     */
    static String[] asOption(CommandLine line, String... words) {
        CommandLine at = line;
        for (int i = 0; i < words.length; i++) {
            CommandLine next = at.getSubcommands().get(words[i]);
            if (next == null || words[words.length - 1].startsWith("-")) {
                return words;
            }
            if (words[i].equals(HELP)) {
                List<String> asked = new ArrayList<>(List.of(words));
                asked.remove(i);
                return (areCommands(at, asked.subList(i, asked.size())) ? withOption(asked) : asked)
                        .toArray(String[]::new);
            }
            at = next;
        }
        return words;
    }

    /** True as well for what comes behind a command that has none below it. */
    private static boolean areCommands(CommandLine line, List<String> words) {
        CommandLine at = line;
        for (String word : words) {
            if (at.getSubcommands().isEmpty()) {
                return true;
            }
            CommandLine next = at.getSubcommands().get(word);
            if (next == null) {
                return false;
            }
            at = next;
        }
        return true;
    }

    private static List<String> withOption(List<String> words) {
        words.add("--help");
        return words;
    }
}
