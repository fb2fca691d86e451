package pms.cli.gateway;

import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import pms.cli.runtime.RuntimeFailure;

/** {@code --user}: who does it. A password is never an argument, which other users of the machine could see. */
public final class UserOption {
    @Option(
            names = "--user",
            paramLabel = "EMAIL",
            description = {
                "Who does it (default: the demo user).",
                "The password comes from PMS_PASSWORD, or is asked for."
            })
    private @Nullable String email;

    public void login(GatewayClient gateway) {
        String user = email;
        if (user == null) {
            gateway.login(GatewayClient.DEMO_EMAIL, GatewayClient.DEMO_PASSWORD);
        } else {
            gateway.login(user, password(user));
        }
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 21 still does
    private static String password(String user) {
        String given = System.getenv("PMS_PASSWORD");
        if (given != null && !given.isEmpty()) {
            return given;
        }
        Console console = System.console();
        char[] typed = console == null || !Boolean.getBoolean("pms.terminal")
                ? null
                : console.readPassword("Password of %s: ", user);
        if (typed == null) {
            throw new RuntimeFailure("Set PMS_PASSWORD to the password of " + user);
        }
        return new String(typed);
    }
}
