package pms.gateway.auth.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import pms.access.AccessToken;
import pms.access.Role;
import pms.gateway.EdgeGateway;
import pms.gateway.support.Surroundings;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the check of tokens costs: requests a second through a gateway as it is, beside one that takes everybody for the
 * same administrator. Rounds of both alternate, and each pair gives a ratio, since the machine changes under them. Ends
 * by itself after about two minutes; loopback only.
 */
final class TokenCheckBench {

    private static final int CALLERS = 64;
    private static final int ROUNDS = 12;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TokenCheckBench() {}

    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext with = gateway("bench_with");
                ConfigurableApplicationContext without = gateway("bench_without", TakesEverybody.class)) {
            requireDifferent(with, without);
            Caller checked = new Caller(with);
            Caller unchecked = new Caller(without);
            checked.run(WARM_UP);
            unchecked.run(WARM_UP);
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                double one = checked.run(ROUND);
                double other = unchecked.run(ROUND);
                ratios[round] = one / other;
                System.out.printf(
                        Locale.ROOT, "with %,8.0f/s  without %,8.0f/s  ratio %.2f%n", one, other, ratios[round]);
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "ratio: median %.2f (%.2f to %.2f)%n",
                    ratios[ROUNDS / 2],
                    ratios[0],
                    ratios[ROUNDS - 1]);
        }
        System.exit(0);
    }

    /** A figure that compares a check with itself would look fine. */
    private static void requireDifferent(ConfigurableApplicationContext with, ConfigurableApplicationContext without) {
        if (with.getBean(TokenCheck.class).getClass() != TokenCheck.class
                || without.getBean(TokenCheck.class).getClass() == TokenCheck.class) {
            throw new IllegalStateException("the two gateways do not differ as they should");
        }
    }

    private static ConfigurableApplicationContext gateway(String database, Class<?>... more) {
        Map<String, Object> settings = new TreeMap<>(Map.of(
                "server.port", "0",
                "server.address", "127.0.0.1",
                "pms.limits.user", "10000000",
                "pms.limits.address", "10000000",
                "pms.limits.open", "10000000"));
        DynamicPropertyRegistry registry = (name, value) -> settings.put(name, Objects.requireNonNull(value.get()));
        Surroundings.describe(registry, database);
        List<Class<?>> sources = new ArrayList<>(List.of(EdgeGateway.class));
        sources.addAll(List.of(more));
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
    }

    /** Closed loop: each caller sends its next request when the last is answered. */
    private static final class Caller {

        private final HttpClient client;

        Caller(ConfigurableApplicationContext gateway) {
            int port = gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            String token = Objects.requireNonNull(gateway.getBean(TokenIssuer.class)
                            .issue("bench@pms.test", Role.ADMIN)
                            .block(PATIENCE))
                    .value();
            ConnectionProvider connections =
                    ConnectionProvider.builder("bench").maxConnections(CALLERS).build();
            this.client = HttpClient.create(connections)
                    .host("127.0.0.1")
                    .port(port)
                    .headers(headers -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token));
        }

        double run(Duration length) {
            AtomicLong answered = new AtomicLong();
            Instant end = Clock.systemUTC().instant().plus(length);
            Flux.range(0, CALLERS)
                    .flatMap(
                            caller -> request()
                                    .doOnNext(status -> answered.incrementAndGet())
                                    .repeat(() -> Clock.systemUTC().instant().isBefore(end))
                                    .then(),
                            CALLERS)
                    .then()
                    .block(length.plus(PATIENCE));
            return answered.get() / (double) length.toSeconds();
        }

        private Mono<Integer> request() {
            return client.get().uri("/api/patients").responseSingle((response, body) -> {
                int status = response.status().code();
                return status == 200
                        ? body.asByteArray().thenReturn(status)
                        : Mono.error(new IllegalStateException("status " + status));
            });
        }
    }

    /** Without a stereotype: the gateways of the tests must not find it when they look for their parts. */
    static class TakesEverybody {

        private static final AccessToken SOMEBODY =
                new AccessToken("bench@pms.test", Role.ADMIN, "none", "none", Instant.EPOCH, Instant.MAX);

        @Bean
        @Primary
        TokenCheck noCheck(TrustStore trust, TokenSettings settings, Clock clock, JsonMapper json) {
            return new TokenCheck(trust, settings, clock, json) {
                @Override
                Mono<AccessToken> callerOf(HttpHeaders headers) {
                    return Mono.just(SOMEBODY);
                }
            };
        }
    }
}
