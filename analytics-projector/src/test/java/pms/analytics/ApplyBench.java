package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.analytics.encounterfacts.EncounterTable;
import pms.analytics.patientfacts.FactsTable;
import pms.analytics.view.Batch;
import pms.analytics.view.View;
import pms.projection.EventRecord;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How many events a second all views together take, one batch after the other. Not part of the build: run it with {@code
 * -Dit.test=ApplyBench}. The first tenth warms up.
 */
class ApplyBench {
    private static final int BATCH = 6_000;
    private static final int BATCHES = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, Long> nanosByStep = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void appliesAMillionEvents(boolean ofThePast) {
        var name = ofThePast ? "bench_past" : "bench_live";
        try (var topic = new EventTopic(name);
                var analytics = new RunningAnalytics(name, Servers.postgres().createDatabase(name))) {
            assertThat(topic.name()).isEqualTo(name);
            var events = new BenchEvents(ofThePast);
            var applied = 0L;
            var nanos = 0L;
            for (var number = 0; number < BATCHES; number++) {
                var batch = events.batch(BATCH);
                if (number == BATCHES / 10) {
                    nanosByStep.clear();
                    System.out.println("  CPU when warm: " + cpu());
                    nanos = 0;
                    applied = 0;
                }
                var begin = System.nanoTime();
                apply(analytics, batch);
                nanos += System.nanoTime() - begin;
                applied += batch.size();
            }
            System.out.printf(
                    "%s: %,d events in %,d ms: %,d a second%n",
                    name, applied, TimeUnit.NANOSECONDS.toMillis(nanos), applied * 1_000_000_000L / nanos);
            System.out.println("  CPU at the end: " + cpu());
            nanosByStep.forEach((step, spent) ->
                    System.out.printf("  %-24s %,6d ms%n", step, TimeUnit.NANOSECONDS.toMillis(spent)));
        }
    }

    /** Of this JVM and of all of PostgreSQL: what counts when others work on the machine as well. */
    private static String cpu() {
        var jvm = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
        return "JVM %,d ms, PostgreSQL %,d ms"
                .formatted(jvm.toMillis(), Servers.postgresCpu().toMillis());
    }

    private void apply(RunningAnalytics analytics, List<EventRecord> events) {
        var encounters = analytics.beans(EncounterTable.class).iterator().next();
        var facts = analytics.beans(FactsTable.class).iterator().next();
        var views = analytics.beans(View.class).stream()
                .sorted(AnnotationAwareOrderComparator.INSTANCE)
                .toList();
        var applied = timed("encounterfacts", encounters.apply(events))
                .flatMap(begun ->
                        timed("patientfacts", facts.apply(events)).map(changes -> new Batch(events, changes, begun)))
                .flatMap(batch -> Flux.fromIterable(views)
                        .concatMap(view -> timed(view.getClass().getSimpleName(), Mono.defer(() -> view.apply(batch))))
                        .then());
        analytics
                .beans(TransactionalOperator.class)
                .iterator()
                .next()
                .transactional(applied)
                .block(PATIENCE);
    }

    private <T> Mono<T> timed(String step, Mono<T> mono) {
        return Mono.defer(() -> {
            var begin = System.nanoTime();
            return mono.doOnTerminate(() -> nanosByStep.merge(step, System.nanoTime() - begin, Long::sum));
        });
    }
}
