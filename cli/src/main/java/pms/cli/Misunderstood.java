package pms.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words that are no command: what is wrong with them, what was perhaps meant, and where to read on. */
final class Misunderstood {
    private static final int NOT_UNDERSTOOD = 2;

    private Misunderstood() {}

    static int explain(ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("pms: " + failure.getMessage());
        boolean hinted = UnmatchedArgumentException.printSuggestions(failure, err);
        if (!hinted) {
            err.println("See ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return NOT_UNDERSTOOD;
    }
}
