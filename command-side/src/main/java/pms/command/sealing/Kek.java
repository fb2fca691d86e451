package pms.command.sealing;

import java.util.Collection;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The key-encryption keys in use by this instance; loaded at the start, and again when others are met. */
final class Kek {

    private final KeyEncryptionKeySource source;
    private volatile KeyEncryptionKeys current;

    /** Loads: blocks. */
    Kek(KeyEncryptionKeySource source) {
        this.source = source;
        this.current = source.load();
    }

    KeyEncryptionKey active() {
        return current.active();
    }

    KeyEncryptionKeys current() {
        return current;
    }

    /** The keys, with all of these among them if the source has them. */
    Mono<KeyEncryptionKeys> covering(Collection<String> ids) {
        KeyEncryptionKeys now = current;
        return ids.stream().allMatch(now::knows) ? Mono.just(now) : reload();
    }

    Mono<KeyEncryptionKeys> reload() {
        return Mono.fromCallable(source::load)
                .subscribeOn(Schedulers.boundedElastic())
                .doOnNext(loaded -> current = loaded)
                .checkpoint("load key-encryption keys");
    }
}
