package pms.cli.keys;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pms keys}: shows what it can do. */
@Command(
        name = "keys",
        description = "Look after the keys of personal data and of tokens.",
        subcommands = {ShowCommand.class, RotateCommand.class, RotateSigningCommand.class, HelpCommand.class})
public final class KeysCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
