package pms.query.feed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import pms.access.Role;
import pms.query.App;
import pms.query.TestTrust;
import reactor.core.publisher.Flux;

/** Reads the feed as a browser does. */
final class SseClient {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WebClient client;
    private final String token;

    SseClient(App app, String user) {
        this.client = app.streams();
        this.token = TestTrust.TOKENS.good(user, Role.CLINICIAN);
    }

    /** Events and comments. */
    Flux<ServerSentEvent<String>> all(@Nullable Long lastEventId, String query) {
        return client.get()
                .uri("/api/patients/feed" + query)
                .headers(headers -> {
                    headers.setBearerAuth(token);
                    if (lastEventId != null) {
                        headers.set("Last-Event-ID", Long.toString(lastEventId));
                    }
                })
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {});
    }

    Flux<ServerSentEvent<String>> events(@Nullable Long lastEventId) {
        return all(lastEventId, "").filter(event -> event.id() != null);
    }

    static long position(ServerSentEvent<String> event) {
        return Long.parseLong(String.valueOf(event.id()));
    }
}
