package pms.query.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.query.Given;
import pms.query.TestKeys;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class KeyClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final UUID ADA = new UUID(0, 1);

    private final TestKeys service = new TestKeys();
    private final ManagedChannel channel = Grpc.newChannelBuilder(service.target(), InsecureChannelCredentials.create())
            .build();
    private final KeyClient client = new KeyClient(channel, Duration.ofSeconds(3), TestKeys.TOKEN);

    @AfterEach
    void close() {
        channel.shutdownNow();
        service.close();
    }

    @Test
    void getsTheKeyThatOpensWhatWasSealed() {
        var person = Given.person("Ada").build();
        var sealed = service.seal(ADA, new UUID(1, 1), person);
        var keys =
                client.get(List.of(ADA, new UUID(0, 2))).blockOptional(PATIENCE).orElseThrow();
        assertThat(keys).as("the other has none").containsOnlyKeys(ADA);
        assertThat(keys.values().iterator().next().open(Purpose.PERSON, new UUID(1, 1), sealed))
                .isEqualTo(person.toByteArray());
    }

    @Test
    void takesAKeyThatTheServiceCantReadForOneThatOpensNothing() {
        var sealed = service.seal(ADA, new UUID(1, 1), Given.person("Ada").build());
        service.damage(ADA);
        var keys = client.get(List.of(ADA)).blockOptional(PATIENCE).orElseThrow();
        assertThat(keys).as("not erased").containsOnlyKeys(ADA);
        PersonKey key = keys.values().iterator().next();
        assertThat(key.isReadable()).isFalse();
        assertThatThrownBy(() -> key.open(Purpose.PERSON, new UUID(1, 1), sealed))
                .isInstanceOf(BrokenSeal.class);
    }

    @Test
    void isRefusedWithAnotherToken() {
        var stranger = new KeyClient(channel, Duration.ofSeconds(3), "another");
        assertThatThrownBy(() -> stranger.get(List.of(ADA)).block(PATIENCE))
                .isInstanceOf(KeysUnavailable.class)
                .hasMessageContaining("UNAUTHENTICATED")
                .hasMessageNotContaining("another");
    }

    @Test
    void asksAServiceThatIsAwayAgainAndThenFails() {
        service.leave();
        StepVerifier.create(client.get(List.of(ADA)))
                .expectErrorSatisfies(failure ->
                        assertThat(failure).isInstanceOf(KeysUnavailable.class).hasMessageContaining("UNAVAILABLE"))
                .verify(PATIENCE);
        assertThat(service.requests()).hasSize(3);
    }

    @Test
    void doesNotWaitForEver() {
        service.hang();
        StepVerifier.create(new KeyClient(channel, Duration.ofMillis(200), TestKeys.TOKEN).get(List.of(ADA)))
                .expectErrorSatisfies(failure -> assertThat(failure).hasMessageContaining("DEADLINE_EXCEEDED"))
                .verify(PATIENCE);
    }

    @Test
    void cancellingCancelsTheCall() {
        service.hang();
        StepVerifier.create(service.cancelled())
                .then(() -> StepVerifier.create(client.get(List.of(ADA)))
                        .thenAwait(Duration.ofMillis(100))
                        .thenCancel()
                        .verify(PATIENCE))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void isToldOfErasures() {
        Flux<Optional<UUID>> watch = client.watch();
        StepVerifier.create(watch)
                .expectNext(Optional.empty())
                .then(() -> service.destroy(ADA))
                .expectNext(Optional.of(ADA))
                .then(service::breakWatches)
                .expectError(KeysUnavailable.class)
                .verify(PATIENCE);
    }

    @Test
    void watchesAgainAndForgetsAllEachTimeThatAWatchBegins() {
        var keys = new CachedKeys(client::get, 100, System::nanoTime);
        var watch = new ErasureWatch(client.watch(), keys);
        watch.start();
        StepVerifier.create(service.watched(1)).expectComplete().verify(PATIENCE);
        service.seal(ADA, ADA, Given.person("Ada").build());
        StepVerifier.create(keys.find(List.of(ADA)))
                .assertNext(found -> assertThat(found).hasSize(1))
                .expectComplete()
                .verify(PATIENCE);
        service.destroyUntold(ADA);
        service.breakWatches();
        StepVerifier.create(service.watched(2)).expectComplete().verify(PATIENCE);
        assertThat(Flux.defer(() -> keys.find(List.of(ADA)))
                        .repeat()
                        .subscribeOn(Schedulers.boundedElastic())
                        .any(found -> found.isEmpty())
                        .block(PATIENCE))
                .as("forgotten though nobody told")
                .isTrue();
        StepVerifier.create(keys.erasures())
                .then(() -> service.destroy(ADA))
                .expectNext(ADA)
                .thenCancel()
                .verify(PATIENCE);
        watch.stop();
        assertThat(watch.isRunning()).isFalse();
    }
}
