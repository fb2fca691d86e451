package pms.cli.deadletters;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pms dead-letters}: needs a running system. */
@Command(
        name = "dead-letters",
        description = "Look after events that a view could not take.",
        footer = {
            "",
            "The later events of the same patient wait behind such a one. Nothing is lost by it: other patients go on,",
            "and a replay applies them in their order."
        },
        subcommands = {ListCommand.class, ShowCommand.class, ReplayCommand.class, DropCommand.class, HelpCommand.class})
public final class DeadLettersCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
