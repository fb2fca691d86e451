package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

class TurnsTest {

    private final Turns turns =
            new Turns(new FeedSettings(Duration.ofSeconds(15), 8, 3, 1, 2, 3, Duration.ofSeconds(10)));
    private final TestPublisher<String> first = TestPublisher.create();
    private final TestPublisher<String> second = TestPublisher.create();
    private final TestPublisher<String> third = TestPublisher.create();

    private Disposable wait(TestPublisher<String> source) {
        return turns.inTurn(source.flux())
                .onErrorResume(failure -> Flux.empty())
                .subscribe();
    }

    @Test
    void letsOneBeginWhenAnotherHasEndedInTheOrderInWhichTheyCame() {
        wait(first);
        wait(second);
        wait(third);
        second.assertWasNotSubscribed();
        first.complete();
        second.assertWasSubscribed();
        third.assertWasNotSubscribed();
        second.complete();
        third.assertWasSubscribed();
    }

    @Test
    void passesTheTurnOnWhenTheOneWhoHasItGoesOrFails() {
        Disposable gone = wait(first);
        wait(second);
        wait(third);
        gone.dispose();
        second.assertWasSubscribed();
        second.error(new IllegalStateException());
        third.assertWasSubscribed();
    }

    @Test
    void leavesOutTheOneWhoDoesNotWaitAnyLonger() {
        wait(first);
        wait(second).dispose();
        wait(third);
        first.complete();
        second.assertWasNotSubscribed();
        third.assertWasSubscribed();
        third.complete();
        assertThat(turns.inTurn(Flux.just("free")).blockFirst()).isEqualTo("free");
    }
}
