package pms.projection.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import pms.projection.Projection;
import pms.projection.ViewDefinition;

/**
 * What a client is told of a rebuild.
 *
 * @param view as it was asked for
 * @param views all that are rebuilt: those of one projection share a place in the topic
 * @param rate events a second
 * @param comparison missing before it was made
 * @param held missing before the comparison
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RebuildReport(
        UUID id,
        String projection,
        String view,
        List<String> views,
        Rebuild.Kind kind,
        int generation,
        Rebuild.State state,
        Rebuild.Phase phase,
        Events events,
        @Nullable Long rate,
        @Nullable Long secondsLeft,
        @Nullable List<View> comparison,
        @Nullable Held held,
        @Nullable String failure,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    /** @param total what there is, as last known; it grows while commands go on */
    record Events(long done, long total) {}

    /** A view in both generations. */
    record View(String view, String live, String built, boolean equal) {}

    /** Records that each of the two generations holds back. */
    record Held(long live, long built) {}

    static RebuildReport of(Rebuild rebuild, Projection projection) {
        Double rate = rebuild.rate();
        var compared = rebuild.comparison();
        return new RebuildReport(
                rebuild.id(),
                rebuild.projection(),
                rebuild.view(),
                projection.views().stream().map(ViewDefinition::name).toList(),
                rebuild.kind(),
                rebuild.generation(),
                rebuild.state(),
                rebuild.phase(),
                new Events(rebuild.done(), Math.max(rebuild.done(), rebuild.total())),
                rate == null ? null : Math.round(rate),
                rebuild.secondsLeft(),
                compared == null
                        ? null
                        : compared.stream()
                                .map(view -> new View(view.view(), view.live(), view.built(), view.equal()))
                                .toList(),
                held(rebuild),
                rebuild.failure(),
                rebuild.createdAt(),
                rebuild.updatedAt(),
                rebuild.endedAt());
    }

    private static @Nullable Held held(Rebuild rebuild) {
        Long live = rebuild.heldLive();
        Long built = rebuild.heldBuilt();
        return live == null || built == null ? null : new Held(live, built);
    }
}
