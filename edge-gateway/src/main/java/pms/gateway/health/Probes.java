package pms.gateway.health;

import java.io.IOException;
import java.net.URI;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.gateway.routing.PartSettings;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * The parts that {@code /actuator/health} is about: the services behind and the gateway's own database. Readiness and
 * liveness, by which the gateway itself is judged, do not depend on them.
 */
@Configuration(proxyBeanMethods = false)
class Probes {

    private static final String READINESS = "/actuator/health/readiness";
    private static final int OK = 200;
    private static final int CONNECTIONS_A_PART = 2;

    @Bean(destroyMethod = "dispose")
    ConnectionProvider probeConnectionProvider() {
        return ConnectionProvider.create("probes", CONNECTIONS_A_PART);
    }

    @Bean("command-side")
    ReactiveHealthIndicator commandSide(
            ConnectionProvider probeConnectionProvider, PartSettings parts, HealthSettings settings) {
        return new Probe(readiness(probeConnectionProvider, parts.commandSide()), settings);
    }

    @Bean("query-side")
    ReactiveHealthIndicator querySide(
            ConnectionProvider probeConnectionProvider, PartSettings parts, HealthSettings settings) {
        return new Probe(readiness(probeConnectionProvider, parts.querySide()), settings);
    }

    @Bean("billing-grpc")
    ReactiveHealthIndicator billing(
            ConnectionProvider probeConnectionProvider, PartSettings parts, HealthSettings settings) {
        return new Probe(readiness(probeConnectionProvider, parts.billingGrpc()), settings);
    }

    @Bean("analytics-projector")
    ReactiveHealthIndicator analytics(
            ConnectionProvider probeConnectionProvider, PartSettings parts, HealthSettings settings) {
        return new Probe(readiness(probeConnectionProvider, parts.analyticsProjector()), settings);
    }

    @Bean("database")
    ReactiveHealthIndicator database(DatabaseClient database, HealthSettings settings) {
        return new Probe(database.sql("select 1").then(), settings);
    }

    private static Mono<Void> readiness(ConnectionProvider connections, URI part) {
        return HttpClient.create(connections)
                .get()
                .uri(part.resolve(READINESS).toString())
                .response()
                .flatMap(Probes::isOk);
    }

    private static Mono<Void> isOk(HttpClientResponse response) {
        int status = response.status().code();
        return status == OK ? Mono.empty() : Mono.error(() -> new IOException("readiness answered " + status));
    }
}
