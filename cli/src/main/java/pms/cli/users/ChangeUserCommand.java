package pms.cli.users;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pms.cli.runtime.PrivateFiles;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The commands that change one thing about a user. */
abstract class ChangeUserCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "EMAIL", description = "Who it is.")
    private String email = "";

    @Mixin
    private Administration administration = new Administration();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Writes what shall change, and returns what to say when it has. */
    abstract String describe(ObjectNode change);

    @Override
    public Integer call() {
        ObjectNode change = JsonMapper.shared().createObjectNode();
        String said = describe(change);
        Administration.change(administration.login(), email, change);
        spec.commandLine().getOut().println(email + " " + said);
        spec.commandLine().getOut().flush();
        return 0;
    }

    @Command(name = "disable", description = "Let a user in no more; open sessions end within a minute.")
    static final class Disable extends ChangeUserCommand {
        @Override
        String describe(ObjectNode change) {
            change.put("disabled", true);
            return "is disabled";
        }
    }

    @Command(name = "enable", description = "Let a disabled user in again.")
    static final class Enable extends ChangeUserCommand {
        @Override
        String describe(ObjectNode change) {
            change.put("disabled", false);
            return "is enabled";
        }
    }

    @Command(name = "role", description = "Give a user another role; open sessions end within a minute.")
    static final class Role extends ChangeUserCommand {
        @Parameters(index = "1", paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.")
        private UserRole role = UserRole.CLINICIAN;

        @Override
        String describe(ObjectNode change) {
            change.put("role", role.name());
            return "is " + role + " now";
        }
    }

    @Command(name = "password", description = "Give a user a new password, which is made up and told once.")
    static final class Password extends ChangeUserCommand {
        @Override
        String describe(ObjectNode change) {
            String password = PrivateFiles.secret();
            change.put("password", password);
            return "has the password " + password + " (told this once: change it)";
        }
    }
}
