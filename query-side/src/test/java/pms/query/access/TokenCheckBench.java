package pms.query.access;

import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import pms.access.AccessToken;
import pms.access.Role;
import pms.access.SharedSecret;
import pms.access.TokenRules;
import pms.access.TokenVerifier;
import pms.access.TrustSource;
import pms.query.App;
import pms.query.TestTrust;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the check of tokens costs in a service: readings of one patient a second by the service as it is, beside one that
 * takes everybody for the same administrator. Both ask the database and put each reading on record. Rounds of both
 * alternate, and each pair gives a ratio, since the machine changes under them. Ends by itself after about two minutes;
 * loopback only. {@code ./pms bench tokens} runs it.
 */
final class TokenCheckBench {

    private static final double MUST_REACH = 0.9;
    /** Half of the reads that a service takes on at a time: an answer is there a moment before its place is free. */
    private static final int CALLERS = 32;

    private static final int ROUNDS = 12;
    private static final Duration ROUND = Duration.ofSeconds(3);
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    private TokenCheckBench() {}

    public static void main(String[] arguments) {
        try (App with = new App("benchwith");
                App without = new App("benchwithout", List.of(TakesEverybody.class))) {
            requireDifferent(with, without);
            Caller checked = new Caller(with);
            Caller unchecked = new Caller(without);
            checked.run(WARM_UP);
            unchecked.run(WARM_UP);
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                ratios[round] = ratio(checked, unchecked);
            }
            Arrays.sort(ratios);
            System.out.printf(
                    Locale.ROOT,
                    "GET of one patient, with the check of tokens against without: median %.2f (%.2f to %.2f), must reach %.1f%n",
                    (ratios[ROUNDS / 2 - 1] + ratios[ROUNDS / 2]) / 2,
                    ratios[0],
                    ratios[ROUNDS - 1],
                    MUST_REACH);
        }
        System.exit(0);
    }

    private static double ratio(Caller checked, Caller unchecked) {
        double with = checked.run(ROUND);
        double without = unchecked.run(ROUND);
        System.out.printf(Locale.ROOT, "with %,8.0f/s  without %,8.0f/s  ratio %.2f%n", with, without, with / without);
        return with / without;
    }

    /** A figure that compares a check with itself would look fine. */
    private static void requireDifferent(App with, App without) {
        int refused = new Caller(with, "no token").status();
        int taken = new Caller(without, "no token").status();
        if (refused != 401 || taken != 200) {
            throw new IllegalStateException("with the check %d, without %d".formatted(refused, taken));
        }
    }

    /** Closed loop: each caller sends its next request when the last is answered. */
    private static final class Caller {

        private final HttpClient client;

        Caller(App service) {
            this(service, TestTrust.TOKENS.good(Role.ADMIN));
        }

        Caller(App service, String token) {
            service.relay().send(ADA, registered(ADA, person("Ada")));
            service.patient(ADA);
            ConnectionProvider connections =
                    ConnectionProvider.builder("bench").maxConnections(CALLERS).build();
            this.client = HttpClient.create(connections)
                    .baseUrl(service.url())
                    .headers(headers -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token));
        }

        double run(Duration length) {
            AtomicLong answered = new AtomicLong();
            Instant end = Clock.systemUTC().instant().plus(length);
            Flux.range(0, CALLERS)
                    .flatMap(
                            caller -> request()
                                    .doOnNext(Caller::requireShown)
                                    .doOnNext(status -> answered.incrementAndGet())
                                    .repeat(() -> Clock.systemUTC().instant().isBefore(end))
                                    .then(),
                            CALLERS)
                    .then()
                    .block(length.plus(PATIENCE));
            return answered.get() / (double) length.toSeconds();
        }

        private static void requireShown(int status) {
            if (status != 200) {
                throw new IllegalStateException("not shown: " + status);
            }
        }

        int status() {
            return request().blockOptional(PATIENCE).orElseThrow();
        }

        private Mono<Integer> request() {
            return client.get()
                    .uri("/api/patients/" + ADA)
                    .responseSingle((response, body) ->
                            body.asByteArray().then(Mono.just(response.status().code())));
        }
    }

    /** Without a stereotype: the services of the tests must not find it when they look for their parts. */
    static class TakesEverybody {

        private static final AccessToken SOMEBODY =
                new AccessToken("bench@pms.test", Role.ADMIN, "none", "none", Instant.EPOCH, Instant.MAX);

        @Bean
        @Primary
        TokenCheck noCheck(TrustSource trust, AccessSettings settings, JsonMapper json) {
            TokenVerifier unused = new TokenVerifier(TokenRules.DEFAULT, Clock.systemUTC(), json, 1);
            return new TokenCheck(unused, trust, SharedSecret.ofSha256(settings.operatorSha256())) {
                @Override
                Mono<AccessToken> callerOf(HttpHeaders headers) {
                    return Mono.just(SOMEBODY);
                }
            };
        }
    }
}
