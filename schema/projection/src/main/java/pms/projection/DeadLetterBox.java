package pms.projection;

import java.util.List;
import reactor.core.publisher.Mono;

/** Where records go that can't be applied. */
interface DeadLetterBox {

    /** Completes when they are there. */
    Mono<Void> send(List<Incoming> dead);
}
