package pms.command.sealing;

import java.util.List;
import java.util.UUID;
import pms.command.sealing.KeyTable.Wrapped;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Wraps all keys under the key-encryption key that is active now, while the system runs. What events hold is not
 * touched: the data keys stay what they are. May be repeated, and goes on where it was broken off.
 */
final class KeyRotation {

    private static final int PAGE = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Kek kek;
    private final KeyTable table;
    private final SystemKeys systemKeys;
    private final Scrub scrub;

    KeyRotation(Kek kek, KeyTable table, SystemKeys systemKeys, Scrub scrub) {
        this.kek = kek;
        this.table = table;
        this.systemKeys = systemKeys;
        this.scrub = scrub;
    }

    /**
     * What a rotation did.
     *
     * @param active id of the key-encryption key under which all keys are now
     * @param rewrapped how many patients' keys were under another
     */
    record Rotated(String active, long rewrapped) {}

    /**
     * Loads the key-encryption keys afresh first. From the change of the index key on nobody adds a key under an old one, on
     * any instance. Fails with {@link KeyRefused} when a key that is needed is missing.
     */
    Mono<Rotated> run() {
        return kek.reload().flatMap(this::rewrapAll).checkpoint("rotate key-encryption keys");
    }

    private Mono<Rotated> rewrapAll(KeyEncryptionKeys keks) {
        return Mono.<Void>fromRunnable(() -> systemKeys.rewrap(keks))
                .subscribeOn(Schedulers.boundedElastic())
                .then(untilNoneIsLeft(keks))
                .delayUntil(count -> table.noteScrubDue())
                .doOnNext(count -> scrub.soon())
                .map(count -> new Rotated(keks.active().id(), count));
    }

    /** Keys that were added under the old one meanwhile are found by another pass. */
    private Mono<Long> untilNoneIsLeft(KeyEncryptionKeys keks) {
        return Mono.defer(() -> onePass(keks))
                .repeat()
                .takeUntil(count -> count == 0)
                .reduce(0L, Long::sum);
    }

    private Mono<Long> onePass(KeyEncryptionKeys keks) {
        return page(keks, BEFORE_ALL)
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : page(keks, page.getLast().patientId()))
                .concatMap(page -> rewrap(keks, page), 1)
                .reduce(0L, Long::sum);
    }

    private Mono<List<Wrapped>> page(KeyEncryptionKeys keks, UUID after) {
        return table.notUnder(keks.active().id(), after, PAGE);
    }

    private Flux<Long> rewrap(KeyEncryptionKeys keks, List<Wrapped> page) {
        if (page.isEmpty()) {
            return Flux.just(0L);
        }
        List<Wrapped> anew = page.stream()
                .map(key -> Wrapped.of(key.unwrap(keks.byId(key.kekId())), keks.active()))
                .toList();
        return table.replace(keks.active().id(), page, anew).flux();
    }
}
