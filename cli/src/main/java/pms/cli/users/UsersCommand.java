package pms.cli.users;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pms users}: shows what it can do. */
@Command(
        name = "users",
        description = "Look after the users, as an ADMIN.",
        subcommands = {
            ListUsersCommand.class,
            AddUserCommand.class,
            ChangeUserCommand.Disable.class,
            ChangeUserCommand.Enable.class,
            ChangeUserCommand.Role.class,
            ChangeUserCommand.Password.class,
            HelpCommand.class
        })
public final class UsersCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
