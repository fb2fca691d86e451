package pms.projection;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A projection whose progress is stored under another name.
 *
 * @param name of the generation's progress
 */
record GenerationOf(Projection projection, String name) implements Projection {

    @Override
    public Mono<Void> apply(List<EventRecord> events) {
        return projection.apply(events);
    }

    @Override
    public Mono<Void> apply(List<EventRecord> events, Set<String> views) {
        return projection.apply(events, views);
    }

    @Override
    public List<ViewDefinition> views() {
        return projection.views();
    }

    @Override
    public @Nullable Object decode(EventRecord event) {
        return projection.decode(event);
    }

    @Override
    public boolean overtakes(EventRecord event) {
        return projection.overtakes(event);
    }
}
