package pms.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import pms.cli.audit.AuditCommand;
import pms.cli.backup.BackupCommand;
import pms.cli.backup.RestoreCommand;
import pms.cli.control.DownCommand;
import pms.cli.control.StartCommand;
import pms.cli.control.StatusCommand;
import pms.cli.control.StopCommand;
import pms.cli.deadletters.DeadLettersCommand;
import pms.cli.feed.EventsCommand;
import pms.cli.feed.FeedCommand;
import pms.cli.keys.KeysCommand;
import pms.cli.load.LoadCommand;
import pms.cli.logs.LogsCommand;
import pms.cli.patients.PatientsCommand;
import pms.cli.rebuild.RebuildCommand;
import pms.cli.republish.RepublishCommand;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.script.CompletionCommand;
import pms.cli.script.ScriptCommands;
import pms.cli.terminal.Ink;
import pms.cli.up.UpCommand;
import pms.cli.users.UsersCommand;

/** The {@code pms} command. */
@Command(
        name = "pms",
        description = "Runs PMS, a patient management system, on this machine.",
        versionProvider = Version.class,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            StopCommand.class,
            StartCommand.class,
            LogsCommand.class,
            PatientsCommand.class,
            LoadCommand.class,
            FeedCommand.class,
            EventsCommand.class,
            UsersCommand.class,
            AuditCommand.class,
            KeysCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RebuildCommand.class,
            RepublishCommand.class,
            DeadLettersCommand.class,
            CompletionCommand.class,
            ScriptCommands.Test.class,
            ScriptCommands.Bench.class,
            ScriptCommands.Synth.class,
            HelpCommand.class
        },
        footer = {"", "Begin with ./pms up; ./pms help COMMAND says more, --version which PMS it is."})
public final class Pms {
    private static final int FAILED = 1;

    private Pms() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs a command and returns its exit code: 0 done, 1 failed, 2 not understood. */
    static int run(String... arguments) {
        CommandLine line = commandLine();
        if (arguments.length == 0) {
            line.usage(line.getOut());
            return 0;
        }
        return line.execute(HelpWords.asOption(line, arguments));
    }

    /** All commands. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Pms());
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()));
        line.setParameterExceptionHandler((failure, words) -> Misunderstood.explain(failure));
        line.setUsageHelpAutoWidth(true);
        line.setColorScheme(Help.defaultColorScheme(Ink.here().isOn() ? Help.Ansi.ON : Help.Ansi.OFF));
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Overview::render);
        WholeNumber.readIn(line);
        letAskForHelp(line);
        line.getCommandSpec()
                .addOption(OptionSpec.builder("--version")
                        .versionHelp(true)
                        .hidden(true)
                        .build());
        return line;
    }

    /** {@code --help} does at each command what {@code help} before its name does. */
    private static void letAskForHelp(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        if (spec.findOption("--help") == null) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .hidden(true)
                    .build());
        }
        line.getSubcommands().values().forEach(Pms::letAskForHelp);
    }

    /** One line for what a person can mend; the whole trace for what is a fault of this program. */
    private static int explain(Exception failure, PrintWriter err) {
        if (failure instanceof RuntimeFailure known) {
            err.println("pms: " + known.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }
}
