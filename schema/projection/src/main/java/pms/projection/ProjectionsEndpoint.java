package pms.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says at {@code /actuator/projections} how far the views are. After a start it waits until that is known: a position
 * that is a guess would show the whole log as missing.
 */
@Endpoint(id = "projections")
class ProjectionsEndpoint {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<FollowerPosition> followers;

    ProjectionsEndpoint(Projection projection, Watermark watermark, List<FollowerPosition> others) {
        followers = new ArrayList<>(others);
        followers.addFirst(new OfViews(projection.name(), watermark));
    }

    record Projections(List<Standing> projections) {}

    /** @param position every event at or below it is in the views */
    record Standing(String name, long position) {}

    private record OfViews(String name, Watermark watermark) implements FollowerPosition {
        @Override
        public Mono<Long> position() {
            return watermark.reached(0);
        }
    }

    @ReadOperation
    Mono<Projections> projections() {
        return Flux.fromIterable(followers)
                .concatMap(follower -> follower.position().map(position -> new Standing(follower.name(), position)))
                .collectList()
                .map(Projections::new)
                .timeout(TIMEOUT);
    }
}
