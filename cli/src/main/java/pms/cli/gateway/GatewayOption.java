package pms.cli.gateway;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import pms.cli.control.Supervised;
import pms.cli.folder.DataOption;

/** {@code --port}, {@code --data} and {@code --user}: which gateway, and who asks it. */
public final class GatewayOption {
    private static final int USUAL_PORT = 4004;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "The gateway's port (default: that of the system on --data, or " + USUAL_PORT + ").")
    private @Nullable Integer port;

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private UserOption user = new UserOption();

    /** A client that is logged in. */
    public GatewayClient login() {
        int at = port != null ? port : Supervised.gatewayPort(data.folder()).orElse(USUAL_PORT);
        GatewayClient gateway = GatewayClient.on(data.folder(), at);
        user.login(gateway);
        return gateway;
    }
}
