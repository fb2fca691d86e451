package pms.cli.feed;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of options. */
final class Positions {
    private Positions() {}

    static void require(CommandSpec spec, String option, @Nullable Long given) {
        if (given != null && given < 0) {
            throw new ParameterException(spec.commandLine(), option + " must be 0 or more");
        }
    }
}
