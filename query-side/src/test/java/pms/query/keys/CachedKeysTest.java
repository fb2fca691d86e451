package pms.query.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class CachedKeysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    private final AtomicLong nanos = new AtomicLong();
    private final List<List<UUID>> asked = new ArrayList<>();
    private Mono<Map<UUID, PersonKey>> answer = Mono.just(Map.of());
    private final CachedKeys keys = new CachedKeys(this::ask, 5_000, nanos::get);

    private Mono<Map<UUID, PersonKey>> ask(List<UUID> ids) {
        asked.add(ids);
        return answer;
    }

    @Test
    void asksForWhatIsNotAtHandOnly() {
        answer = Mono.just(keysOf(ADA));
        assertThat(find(ADA)).containsOnlyKeys(ADA);
        answer = Mono.just(keysOf(BOB));
        assertThat(find(ADA, BOB)).containsOnlyKeys(ADA, BOB);
        assertThat(asked).containsExactly(List.of(ADA), List.of(BOB));
    }

    @Test
    void leavesOutWhoHasNoKey() {
        answer = Mono.just(keysOf(ADA));
        assertThat(find(ADA, BOB)).containsOnlyKeys(ADA);
    }

    @Test
    void keepsAKeyForAMinuteAtMost() {
        answer = Mono.just(keysOf(ADA));
        find(ADA);
        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        find(ADA);
        assertThat(asked).hasSize(1);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        find(ADA);
        assertThat(asked).as("reading it does not keep it longer").hasSize(2);
    }

    @Test
    void asksInRequestsOfAThousand() {
        List<UUID> many =
                LongStream.range(0, 2_500).mapToObj(n -> new UUID(7, n)).toList();
        StepVerifier.create(keys.find(many)).expectNextCount(1).expectComplete().verify(PATIENCE);
        assertThat(asked).extracting(List::size).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void forgetsAtOnceWhatIsErasedAndTellsWhoFollows() {
        answer = Mono.just(keysOf(ADA, BOB));
        find(ADA, BOB);
        StepVerifier.create(keys.erasures())
                .then(() -> keys.erased(ADA))
                .expectNext(ADA)
                .thenCancel()
                .verify(PATIENCE);
        assertThat(find(ADA, BOB)).as("not asked for, either").containsOnlyKeys(BOB);
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAnswerThatWasUnderWayBringsNoErasedKeyBack() {
        Sinks.One<Map<UUID, PersonKey>> late = Sinks.one();
        answer = late.asMono();
        StepVerifier.create(keys.find(List.of(ADA, BOB)))
                .then(() -> keys.erased(ADA))
                .then(() -> late.tryEmitValue(keysOf(ADA, BOB)).orThrow())
                .assertNext(found -> assertThat(found).containsOnlyKeys(BOB))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(find(ADA)).isEmpty();
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(keys.isErased(ADA)).as("longer than any answer is under way").isTrue();
    }

    @Test
    void forgetsAllWhenAWatchBeginsAndKeepsNoAnswerFromBefore() {
        answer = Mono.just(keysOf(ADA));
        find(ADA);
        Sinks.One<Map<UUID, PersonKey>> late = Sinks.one();
        answer = late.asMono();
        StepVerifier.create(keys.find(List.of(BOB)))
                .then(keys::forgetAll)
                .then(() -> late.tryEmitValue(keysOf(BOB)).orThrow())
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
        answer = Mono.just(Map.of());
        assertThat(find(ADA, BOB)).as("both erased while nobody told").isEmpty();
    }

    @Test
    void keepsNothingOfAFailure() {
        answer = Mono.error(new KeysUnavailable("test"));
        StepVerifier.create(keys.find(List.of(ADA)))
                .expectError(KeysUnavailable.class)
                .verify(PATIENCE);
        answer = Mono.just(keysOf(ADA));
        assertThat(find(ADA)).containsOnlyKeys(ADA);
    }

    private Map<UUID, PersonKey> find(UUID... ids) {
        return keys.find(List.of(ids)).blockOptional(PATIENCE).orElseThrow();
    }

    private static Map<UUID, PersonKey> keysOf(UUID... ids) {
        Map<UUID, PersonKey> keys = new HashMap<>();
        for (UUID id : ids) {
            keys.put(id, new AesPersonKey(id, ByteString.copyFrom(new byte[32])));
        }
        return keys;
    }
}
