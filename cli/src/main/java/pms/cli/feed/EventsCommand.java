package pms.cli.feed;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pms events}: shows what it can do. */
@Command(
        name = "events",
        description = "Look at the events as they are stored.",
        subcommands = {TailCommand.class, HelpCommand.class})
public final class EventsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
