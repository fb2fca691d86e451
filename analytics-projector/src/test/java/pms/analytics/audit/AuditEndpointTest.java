package pms.analytics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.binding.BindMarkersFactory;
import org.springframework.web.server.ServerWebExchange;
import pms.analytics.web.InvalidParameter;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** That nobody reads the log unrecorded. */
class AuditEndpointTest {
    private static final UUID PATIENT = new UUID(1, 2);

    private final List<String> happened = new ArrayList<>();

    @Test
    void recordsTheReadingBeforeItReads() {
        AuditEndpoint endpoint = endpoint(Mono.fromRunnable(() -> happened.add("recorded")));

        endpoint.page(exchange("")).as(StepVerifier::create).expectError().verify();
        endpoint.lines(exchange("")).as(StepVerifier::create).expectError().verify();

        assertThat(happened).containsExactly("of null", "recorded", "read", "of null", "recorded", "read");
    }

    @Test
    void recordsWhoWasAskedAbout() {
        AuditEndpoint endpoint = endpoint(Mono.empty());

        endpoint.page(exchange("?patient=" + PATIENT))
                .as(StepVerifier::create)
                .expectError()
                .verify();

        assertThat(happened).containsExactly("of " + PATIENT, "read");
    }

    @Test
    void readsNothingWhenItCantBeRecorded() {
        AuditEndpoint endpoint = endpoint(Mono.error(new IllegalArgumentException("can't be recorded")));

        endpoint.page(exchange(""))
                .as(StepVerifier::create)
                .expectErrorMessage("can't be recorded")
                .verify();
        endpoint.lines(exchange(""))
                .as(StepVerifier::create)
                .expectErrorMessage("can't be recorded")
                .verify();

        assertThat(happened).doesNotContain("read");
    }

    @Test
    void recordsNoReadingThatIsNotUnderstood() {
        AuditEndpoint endpoint = endpoint(Mono.empty());

        Mono.defer(() -> endpoint.page(exchange("?limit=0")))
                .as(StepVerifier::create)
                .expectError(InvalidParameter.class)
                .verify();

        assertThat(happened).isEmpty();
    }

    private AuditEndpoint endpoint(Mono<Void> recorded) {
        DatabaseClient away = DatabaseClient.builder()
                .connectionFactory(new Away())
                .bindMarkers(BindMarkersFactory.indexed("$", 1))
                .build();
        return new AuditEndpoint(new AuditReader(away), (exchange, patient) -> {
            happened.add("of " + patient);
            return recorded;
        });
    }

    private static ServerWebExchange exchange(String query) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/api/audit" + query));
    }

    /** A database that says that it was asked, and no more. */
    private final class Away implements ConnectionFactory {
        @Override
        public Publisher<? extends Connection> create() {
            return Mono.error(() -> {
                happened.add("read");
                return new IllegalStateException("away");
            });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return () -> "away";
        }
    }
}
