package pms.command.testing;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import pms.access.ForgedTokens;
import pms.access.Role;
import pms.access.TrustDocument;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The gateway, as far as it tells which tokens are good; and those who have good ones. */
public final class TestTrust implements AutoCloseable {

    public static final String OPERATOR = "the-operator-of-all-the-tests-0123456789";
    public static final String OPERATOR_SHA256 = "e55538e2d2c627f8b6beceba32d9a3efe7ed445070623317099f702f1736dbaa";
    public static final String TOKEN = "trust-token-of-the-tests-0123456789";
    public static final ForgedTokens TOKENS = ForgedTokens.create(Clock.systemUTC());

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AtomicReference<TrustDocument> document = new AtomicReference<>(TOKENS.trust());
    private final AtomicInteger asked = new AtomicInteger();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get("/internal/trust", this::answer))
            .bindNow();

    /** What an admin sends as {@code Authorization}. */
    public static String bearer(String user) {
        return bearer(user, Role.ADMIN);
    }

    public static String bearer(String user, Role role) {
        return "Bearer " + TOKENS.good(user, role);
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** What is told from now on. */
    public void tell(TrustDocument told) {
        document.set(told);
    }

    public int asked() {
        return asked.get();
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        asked.incrementAndGet();
        if (!("Bearer " + TOKEN).equals(request.requestHeaders().get("Authorization"))) {
            return response.status(401).send();
        }
        return response.header("Content-Type", "application/json")
                .sendString(Mono.fromSupplier(() -> JSON.writeValueAsString(document.get())))
                .then();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
