package pms.projection;

import reactor.core.publisher.Mono;

/** Tells how far a follower is that has no watermark among the events, for {@code /actuator/projections}. */
public interface FollowerPosition {

    String name();

    /** Every event at or below it has taken effect. Never empty; fails when it can't be told. */
    Mono<Long> position();
}
