package pms.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import pms.projection.ProjectionsEndpoint.Standing;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class ProjectionsEndpointTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Watermark watermark = new Watermark();

    @Test
    void tellsNoPositionBeforeItIsKnown() {
        endpoint(List.of())
                .projections()
                .as(StepVerifier::create)
                .expectSubscription()
                .then(() -> watermark.advance(70))
                .assertNext(told -> assertThat(told.projections()).containsExactly(new Standing("views", 70)))
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void tellsOfAnEmptyLogWhenItIsKnownToBeEmpty() {
        watermark.advance(0);

        endpoint(List.of())
                .projections()
                .as(StepVerifier::create)
                .assertNext(told -> assertThat(told.projections()).containsExactly(new Standing("views", 0)))
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void tellsOfOtherFollowersToo() {
        watermark.advance(3);

        endpoint(List.of(new Other("audit", 2)))
                .projections()
                .as(StepVerifier::create)
                .assertNext(told -> assertThat(told.projections())
                        .containsExactly(new Standing("views", 3), new Standing("audit", 2)))
                .expectComplete()
                .verify(LONG);
    }

    @Test
    void failsWhenItStaysUnknown() {
        StepVerifier.withVirtualTime(() -> endpoint(List.of()).projections())
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(5))
                .expectError()
                .verify(LONG);
    }

    private ProjectionsEndpoint endpoint(List<FollowerPosition> others) {
        return new ProjectionsEndpoint(new Named(), watermark, others);
    }

    private record Other(String name, long at) implements FollowerPosition {
        @Override
        public Mono<Long> position() {
            return Mono.just(at);
        }
    }

    private static final class Named implements Projection {
        @Override
        public String name() {
            return "views";
        }

        @Override
        public Mono<Void> apply(List<EventRecord> events) {
            return Mono.empty();
        }
    }
}
