package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import pms.command.eventstore.CrashLoad.Ended;
import reactor.util.retry.Retry;

/** Compares what was answered with what is stored. */
final class CrashVerdict {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** The pool finds out one by one that its connections died. */
    private static final Retry AFTER_LOST_CONNECTIONS = Retry.max(10).filter(StoreUnavailable.class::isInstance);

    private final EventStore store;
    private final List<Ended> all;
    private Map<UUID, StoredEvent> log = Map.of();

    private CrashVerdict(EventStore store, List<Ended> all) {
        this.store = store;
        this.all = all;
    }

    /** Each acknowledged append is stored where it was told, each refused one is not, and nothing else is. */
    static void check(EventStore store, List<Ended> ended) {
        CrashVerdict verdict = new CrashVerdict(store, new ArrayList<>(ended));
        verdict.resolveUnknown();
        verdict.readLog();
        verdict.all.forEach(verdict::check);
        verdict.checkNothingElse();
    }

    /** Appending again what may be stored tells; if it was stored, it still is where it was. */
    private void resolveUnknown() {
        readLog();
        all.replaceAll(each -> each.isUnknown() ? resolved(each) : each);
    }

    private Ended resolved(Ended unknown) {
        StoredEvent before = log.get(unknown.call().events().getFirst().id());
        Ended resolved = unknown.call().append(store).blockOptional(LIMIT).orElseThrow();
        Long position = resolved.appended() == null ? null : resolved.appended().firstPosition();
        if (before != null) {
            assertThat(position).as("it was stored: %s", resolved).isEqualTo(before.position());
        }
        return resolved;
    }

    private void readLog() {
        List<StoredEvent> events = store.read(Criteria.everything(), 0)
                .collectList()
                .retryWhen(AFTER_LOST_CONNECTIONS)
                .blockOptional(LIMIT)
                .orElseThrow();
        assertThat(events)
                .extracting(StoredEvent::position)
                .as("gapless")
                .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events).extracting(StoredEvent::recordedAt).isSorted();
        Map<UUID, StoredEvent> byId = new HashMap<>();
        events.forEach(event ->
                assertThat(byId.put(event.id(), event)).as("doubled: %s", event).isNull());
        log = byId;
    }

    private void check(Ended each) {
        Appended appended = each.appended();
        List<NewEvent> events = each.call().events();
        for (int i = 0; i < events.size(); i++) {
            StoredEvent stored = log.get(events.get(i).id());
            if (appended == null) {
                assertThat(stored).as("refused, thus absent: %s", each).isNull();
            } else {
                checkPlace(each, appended.firstPosition() + i, appended.recordedAt(), stored);
            }
        }
    }

    private static void checkPlace(Ended each, long position, Instant recordedAt, @Nullable StoredEvent stored) {
        if (stored == null) {
            throw new AssertionError("acknowledged and not there: " + each);
        }
        assertThat(stored.position()).as("%s", each).isEqualTo(position);
        assertThat(stored.recordedAt()).as("%s", each).isEqualTo(recordedAt);
    }

    private void checkNothingElse() {
        Set<String> names = new HashSet<>();
        long events = 0;
        for (Ended each : all) {
            if (each.appended() != null) {
                events += each.call().events().size();
                assertThat(names.add(each.call().name()))
                        .as("two with the tag %s", each.call().name())
                        .isTrue();
            }
        }
        assertThat(log).as("nothing that nobody appended").hasSize((int) events);
        assertThat(Objects.requireNonNull(store.head().block(LIMIT))).isEqualTo(events);
    }
}
