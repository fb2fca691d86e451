package pms.billing.database;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Up when PostgreSQL answers on a connection of the pool. */
@Component
class PostgresHealthIndicator implements ReactiveHealthIndicator {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private final Connections connections;

    PostgresHealthIndicator(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Mono<Health> health() {
        return connections
                .onConnection(connection -> Mono.from(
                                connection.createStatement("select 1").execute())
                        .flatMapMany(result -> result.map(row -> true)))
                .then(Mono.fromSupplier(() -> Health.up().build()))
                .timeout(TIMEOUT)
                .onErrorResume(error -> Mono.just(Health.down().build()));
    }
}
