package pms.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words that are no command: what is wrong with them, what was perhaps meant, and where to read on. */
final class Misunderstood {
    private static final int NOT_UNDERSTOOD = 2;

    private Misunderstood() {}

    static int explain(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("pms: " + failure.getMessage() + choices(failure));
        Optional<String> meant = nearest(failure);
        if (meant.isPresent()) {
            err.println("Did you mean: " + meant.get() + "?");
        } else if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return NOT_UNDERSTOOD;
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
        List<String> unmatched = failure instanceof UnmatchedArgumentException words ? words.getUnmatched() : List.of();
        return unmatched.stream()
                .findFirst()
                .flatMap(word -> Nearest.to(word, command.getSubcommands().keySet()))
                .map(name -> command.getCommandSpec().qualifiedName() + " " + name);
    }
}
