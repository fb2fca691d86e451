package pms.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words that are no command: what is wrong with them, what was perhaps meant, and where to read on. */
final class Misunderstood {
    private static final int NOT_UNDERSTOOD = 2;
    private static final Set<String> OF_GATEWAY = Set.of("--port", "--user");

    private Misunderstood() {}

    static int explain(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("pms: " + elsewhere(failure).orElse(failure.getMessage() + choices(failure)));
        Optional<String> meant = nearest(failure);
        if (meant.isPresent()) {
            err.println("Did you mean: " + meant.get() + "?");
        } else if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return NOT_UNDERSTOOD;
    }

    /** An option that says where the gateway is or who asks it, at a command that asks no gateway. */
    private static Optional<String> elsewhere(ParameterException failure) {
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        boolean isOfFolder = command.findOption("--data") != null && command.findOption("--port") == null;
        return unmatched(failure)
                .map(word -> word.split("=", 2)[0])
                .filter(word -> isOfFolder && OF_GATEWAY.contains(word))
                .findFirst()
                .map(option -> "'" + command.qualifiedName() + "' has no " + option
                        + ": it works on the data folder, so use --data FOLDER");
    }

    private static Stream<String> unmatched(ParameterException failure) {
        return failure instanceof UnmatchedArgumentException words ? words.getUnmatched().stream() : Stream.of();
    }

    /** What a word that is missing can be, where that is known. */
    private static String choices(ParameterException failure) {
        return failure instanceof MissingParameterException missing
                ? missing.getMissing().stream()
                        .filter(each -> each.completionCandidates() != null)
                        .map(Misunderstood::choices)
                        .collect(Collectors.joining())
                : "";
    }

    private static String choices(ArgSpec argument) {
        return "; " + argument.paramLabel() + " can be "
                + StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                        .collect(Collectors.joining(", "));
    }

    private static Optional<String> nearest(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        return unmatched(failure)
                .findFirst()
                .flatMap(word -> Nearest.to(word, command.getSubcommands().keySet()))
                .map(name -> command.getCommandSpec().qualifiedName() + " " + name);
    }
}
