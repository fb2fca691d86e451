package pms.projection.generation;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import pms.projection.Projection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says whether a view can be read: whether the live generation keeps it up as this version of the code has it. What is
 * known is refreshed in the background; who would be refused has the database asked first.
 */
public final class LiveViews {

    private static final Duration FIRST_KNOWLEDGE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final GenerationStore generations;
    private final Map<String, String> wanted;
    private final AtomicReference<@Nullable Generation> known = new AtomicReference<>();

    public LiveViews(GenerationStore generations, Projection projection) {
        this.generations = generations;
        this.wanted = Map.copyOf(Generation.viewsOf(projection));
    }

    /** Completes when the view can be read; fails with {@link ViewBeingBuilt} when it can't. */
    public Mono<Void> check(String view) {
        return Mono.defer(() -> keeps(known.get(), view) ? Mono.empty() : ask(view));
    }

    private Mono<Void> ask(String view) {
        return untilThereIsOne()
                .flatMap(live -> keeps(live, view) ? Mono.<Void>empty() : Mono.error(() -> new ViewBeingBuilt(view)));
    }

    /** A service that has just started makes it at this moment. */
    private Mono<Generation> untilThereIsOne() {
        return refresh()
                .repeatWhenEmpty(times -> Flux.from(times).delayElements(PAUSE))
                .timeout(FIRST_KNOWLEDGE);
    }

    /** Asks the database; empty before there is a generation. */
    public Mono<Generation> refresh() {
        return generations.live().doOnNext(known::set);
    }

    private boolean keeps(@Nullable Generation live, String view) {
        return live != null
                && Objects.equals(
                        Objects.requireNonNull(wanted.get(view), view),
                        live.views().get(view));
    }
}
