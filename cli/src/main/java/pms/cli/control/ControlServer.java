package pms.cli.control;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.PrivateFiles;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.json.JsonMapper;

/** Listens on loopback for the commands of whoever can read the data folder. */
public final class ControlServer implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final String token;
    private final Controlled system;
    private final JsonMapper json = JsonMapper.shared();

    private ControlServer(HttpServer server, String token, Controlled system) {
        this.server = server;
        this.token = token;
        this.system = system;
    }

    /** Listens and writes where to into the data folder. */
    public static ControlServer open(DataFolder folder, Controlled system) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
            ControlServer control = new ControlServer(server, PrivateFiles.secret(), system);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", control::answer);
            server.start();
            new ControlFile(server.getAddress().getPort(), control.token).write(folder);
            return control;
        } catch (IOException failure) {
            throw new RuntimeFailure("The supervisor can't listen for commands: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isKnown(exchange.getRequestHeaders().getFirst(ControlClient.TOKEN_HEADER))) {
                send(exchange, 403, "");
                return;
            }
            try {
                send(exchange, 200, act(exchange.getRequestURI().getPath()));
            } catch (RuntimeFailure failure) {
                send(exchange, 409, String.valueOf(failure.getMessage()));
            }
        }
    }

    private boolean isKnown(@Nullable String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private String act(String path) {
        if (path.equals("/status")) {
            return json.writeValueAsString(system.status());
        }
        if (path.equals("/down")) {
            system.down();
        } else if (path.startsWith("/start/")) {
            system.startPart(path.substring("/start/".length()));
        } else if (path.startsWith("/stop/")) {
            system.stopPart(path.substring("/stop/".length()));
        } else {
            throw new RuntimeFailure("The supervisor does not know " + path);
        }
        return "";
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
