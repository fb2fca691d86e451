package pms.query;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import pms.access.Role;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** The service is told to end while it is read from all sides, and while a feed is open. */
class GracefulStopIT {

    private static final int CLIENTS = 16;
    private static final int BEFORE_THE_END = 100;

    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private final Queue<String> halfAnswered = new ConcurrentLinkedQueue<>();

    @Test
    void answersWhatItHasTakenEndsFeedsAndStops() {
        App app = new App("stopping");
        UUID id = UUID.randomUUID();
        app.relay().send(id, registered(id, person("Staying")));
        app.patient(id).expectStatus().isOk();
        WebClient http = WebClient.builder()
                .baseUrl(app.url())
                .defaultHeader("Authorization", "Bearer " + TestTrust.TOKENS.good("reader", Role.CLINICIAN))
                .build();
        CountDownLatch begun = new CountDownLatch(BEFORE_THE_END);
        Mono<Void> closed = Mono.<Void>fromCallable(() -> {
                    begun.await();
                    app.close();
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
        Flux<String> feed = http.get().uri("/api/patients/feed").retrieve().bodyToFlux(String.class);

        Mono.when(
                        closed,
                        feed.then(),
                        Flux.range(0, Integer.MAX_VALUE)
                                .flatMap(i -> read(http, id), CLIENTS)
                                .doOnNext(done -> begun.countDown())
                                .takeUntilOther(closed))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(App.PATIENCE);

        assertThat(halfAnswered).isEmpty();
        assertThat(statuses)
                .hasSizeGreaterThanOrEqualTo(BEFORE_THE_END)
                .allMatch(status -> status == 200 || status == 503);
    }

    private Mono<Boolean> read(WebClient http, UUID id) {
        return http.get()
                .uri("/api/patients/{id}", id)
                .exchangeToMono(response -> response.bodyToMono(String.class)
                        .map(body -> statuses.add(response.statusCode().value())))
                .onErrorResume(failure -> {
                    if (String.valueOf(failure.getMessage()).contains("DURING response")) {
                        halfAnswered.add(String.valueOf(failure));
                    }
                    return Mono.delay(Duration.ofMillis(50)).thenReturn(false);
                });
    }
}
