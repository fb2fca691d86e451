package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class LanesTest {

    private static final UUID LANE = UUID.randomUUID();

    private final Lanes<Mono<String>, String> lanes = new Lanes<>((group, next) -> false, LanesTest::carryOut);
    private final List<String> begun = new ArrayList<>();

    @Test
    void letsWorkOnOneLaneFollowEachOther() {
        Sinks.One<String> first = Sinks.one();
        var one = lanes.inTurn(LANE, work("one", first.asMono())).toFuture();
        var two = lanes.inTurn(LANE, work("two", Mono.just("b"))).toFuture();

        assertThat(begun).containsExactly("one");
        first.emitValue("a", Sinks.EmitFailureHandler.FAIL_FAST);

        assertThat(begun).containsExactly("one", "two");
        assertThat(one).isCompletedWithValue("a");
        assertThat(two).isCompletedWithValue("b");
        assertThat(lanes.size()).isZero();
    }

    @Test
    void doesNotHoldUpOtherLanes() {
        var waiting = lanes.inTurn(LANE, Mono.never()).subscribe();

        lanes.inTurn(UUID.randomUUID(), Mono.just("free"))
                .as(StepVerifier::create)
                .expectNext("free")
                .verifyComplete();
        waiting.dispose();
    }

    @Test
    void goesOnAfterAFailure() {
        lanes.inTurn(LANE, Mono.error(new IllegalStateException("broken")))
                .as(StepVerifier::create)
                .verifyError(IllegalStateException.class);

        lanes.inTurn(LANE, Mono.just("next"))
                .as(StepVerifier::create)
                .expectNext("next")
                .verifyComplete();
    }

    @Test
    void goesOnAfterACancellation() {
        Disposable first = lanes.inTurn(LANE, Mono.never()).subscribe();
        Disposable second = lanes.inTurn(LANE, Mono.never()).subscribe();
        var third = lanes.inTurn(LANE, Mono.just("third")).toFuture();

        second.dispose();
        first.dispose();

        assertThat(third).isCompletedWithValue("third");
        assertThat(lanes.size()).isZero();
    }

    private static Mono<Void> carryOut(List<Place<Mono<String>, String>> alone) {
        Place<Mono<String>, String> place = alone.getFirst();
        return place.entry().doOnNext(place::answer).then();
    }

    private Mono<String> work(String name, Mono<String> result) {
        return Mono.defer(() -> {
            begun.add(name);
            return result;
        });
    }
}
