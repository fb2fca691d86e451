package pms.command.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.ConcurrentHistogram;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** From the call of an append until a tail gives the event: the commit is in it. */
final class WakeSection {

    private static final Duration BETWEEN = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LONGEST_NANOS = PATIENCE.toNanos();

    private final Report report;
    private final int events;

    /** @param events appended, after as many to warm up */
    WakeSection(Report report, int events) {
        this.report = report;
        this.events = events;
    }

    void run() {
        report.progress("waking tails");
        StoreDatabase database = StoreDatabase.create();
        PostgresEventStore one = database.startStore();
        PostgresEventStore two = database.startStore();
        try {
            measure(one, two);
            ConcurrentHistogram elsewhere = measure(one, two);
            measure(one, one);
            ConcurrentHistogram here = measure(one, one);
            report.title("From an append to a tail");
            report.line(String.format(
                    Locale.ROOT, "%,d appends, one each %d ms; the commit is included.", events, BETWEEN.toMillis()));
            report.line("");
            report.header("tail", "p50 ms", "p99 ms");
            row("of the instance that appended", here);
            row("of another instance, woken by NOTIFY", elsewhere);
        } finally {
            one.close().then(two.close()).block(PATIENCE);
            database.close();
        }
    }

    private ConcurrentHistogram measure(EventStore appender, EventStore reader) {
        Map<UUID, Long> sent = new ConcurrentHashMap<>();
        ConcurrentHistogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 3);
        long head = appender.head().blockOptional(PATIENCE).orElseThrow();
        Mono<Void> tailed = reader.tail(head)
                .doOnNext(event -> nanos.recordValue(System.nanoTime() - Objects.requireNonNull(sent.get(event.id()))))
                .take(events)
                .then();
        Mono<Void> appended = Flux.interval(BETWEEN)
                .onBackpressureDrop()
                .take(events)
                .concatMap(tick -> {
                    NewEvent event = Samples.event("patient:" + tick);
                    sent.put(event.id(), System.nanoTime());
                    return appender.append(List.of(event), AppendCondition.none());
                })
                .then();
        Mono.when(tailed, appended).block(PATIENCE);
        return nanos;
    }

    private void row(String tail, ConcurrentHistogram nanos) {
        report.row(tail, millis(nanos, 50), millis(nanos, 99));
    }

    private static String millis(ConcurrentHistogram nanos, double percentile) {
        return String.format(Locale.ROOT, "%.2f", nanos.getValueAtPercentile(percentile) / 1e6);
    }
}
