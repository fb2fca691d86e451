package pms.cli.audit;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pms audit}: shows what it can do. */
@Command(
        name = "audit",
        description = "Look after the audit log: who read or changed which patient.",
        subcommands = {ListCommand.class, VerifyCommand.class, HelpCommand.class})
public final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
