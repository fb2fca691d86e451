package pms.command.sealing;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.Criterion;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientCodec;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Destroys the key of each erased patient, and tells whoever watches once it is gone. Follows the log from its beginning
 * at every start, on every instance: destroying again does no harm, and keys that an old backup brought back are gone a
 * moment after the start.
 */
final class Erasures implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final int AT_ONCE = 500;
    private static final Duration GATHERING = Duration.ofMillis(5);
    private static final Criteria ERASURES = Criteria.anyOf(new Criterion(Set.of(), Set.of(PatientCodec.ERASED)));
    private static final int WATCHER_BUFFER = 10_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final EventStore events;
    private final PatientKeys keys;
    private final Scrub scrub;
    private final Sinks.Many<UUID> told = Sinks.many().multicast().directBestEffort();
    private final Sinks.Empty<Void> caughtUp = Sinks.empty();
    private volatile @Nullable Disposable running;

    Erasures(EventStore events, PatientKeys keys, Scrub scrub) {
        this.events = events;
        this.keys = keys;
        this.scrub = scrub;
    }

    /** Each erasure from the moment of subscription on, when its key is gone. Fails when the subscriber falls behind. */
    Flux<UUID> watch() {
        return told.asFlux().onBackpressureBuffer(WATCHER_BUFFER);
    }

    /** Completes when all whose erasure was in the log at the start are without a key. */
    Mono<Void> caughtUp() {
        return caughtUp.asMono();
    }

    @Override
    public void start() {
        running = events.head()
                .flatMapMany(head -> destroyed(events.read(ERASURES, 0))
                        .then(Mono.fromRunnable(() -> caughtUp.emitEmpty((signal, result) -> false)))
                        .thenMany(destroyed(events.tail(ERASURES, head))))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .transientErrors(true)
                        .doBeforeRetry(retry -> LOG.warn(
                                "Keys of erased patients are not destroyed yet: {}",
                                retry.failure().toString())))
                .subscribe();
    }

    private Flux<Long> destroyed(Flux<StoredEvent> erasures) {
        return erasures.map(StoredEvent::subject)
                .map(UUID::fromString)
                .bufferTimeout(AT_ONCE, GATHERING, true)
                .concatMap(this::destroy, 1);
    }

    private Mono<Long> destroy(List<UUID> patientIds) {
        return keys.destroy(patientIds)
                .doOnNext(destroyed -> {
                    patientIds.forEach(id -> told.emitNext(id, Sinks.EmitFailureHandler.FAIL_FAST));
                    if (destroyed > 0) {
                        scrub.soon();
                    }
                })
                .checkpoint("destroy keys of erased patients");
    }

    @Override
    public void stop() {
        Disposable flowing = running;
        running = null;
        if (flowing != null) {
            flowing.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
