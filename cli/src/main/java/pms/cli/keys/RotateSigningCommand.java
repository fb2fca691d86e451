package pms.cli.keys;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pms.cli.folder.DataOption;
import pms.cli.operator.OperatorCall;
import pms.cli.system.PartNames;
import tools.jackson.databind.JsonNode;

/** {@code pms keys rotate-signing}: needs a running system. */
@Command(
        name = "rotate-signing",
        description = {
            "Replace the key that signs tokens. Tokens that the former key signed count until they expire,",
            "so nobody is logged out."
        })
final class RotateSigningCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        JsonNode answer = new OperatorCall(data.folder(), PartNames.EDGE_GATEWAY, PATIENCE)
                .post("/internal/signing-keys/rotations");
        PrintWriter out = spec.commandLine().getOut();
        out.println("New signing key  " + answer.path("keyId").asString("?"));
        out.println("The former key counts until " + answer.path("retires").asString("?"));
        out.flush();
        return 0;
    }
}
