package pms.cli.users;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code pms users add EMAIL ROLE}. */
@Command(name = "add", description = "Add a user. The password is made up and told once.")
final class AddUserCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "EMAIL", description = "Who it is.")
    private String email = "";

    @Parameters(index = "1", paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.")
    private UserRole role = UserRole.CLINICIAN;

    @Mixin
    private Administration administration = new Administration();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode user =
                JsonMapper.shared().createObjectNode().put("email", email).put("role", role.name());
        JsonNode added = Administration.add(administration.login(), user);
        spec.commandLine()
                .getOut()
                .println(email + " may log in as " + role + " with the password "
                        + added.path("password").asString("?") + " (told this once: change it)");
        spec.commandLine().getOut().flush();
        return 0;
    }
}
