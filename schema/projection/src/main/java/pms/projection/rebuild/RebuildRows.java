package pms.projection.rebuild;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How a rebuild is read. */
record RebuildRows(JsonMapper json) {

    static final String COLUMNS = """
            r.id, r.projection, r.view, r.kind, r.generation, r.progress, r.state, r.phase, r.switches, r.done, r.total,
            r.run_at, r.run_from, r.attempts, r.comparison::text as compared, r.held_live, r.held_built, r.failure,
            r.created_at, r.updated_at, r.ended_at
            """;

    Rebuild rebuild(Readable row) {
        return new Rebuild(
                present(row.get("id", UUID.class)),
                present(row.get("projection", String.class)),
                present(row.get("view", String.class)),
                Rebuild.Kind.valueOf(present(row.get("kind", String.class))),
                present(row.get("generation", Integer.class)),
                present(row.get("progress", String.class)),
                Rebuild.State.valueOf(present(row.get("state", String.class))),
                Rebuild.Phase.valueOf(present(row.get("phase", String.class))),
                Rebuild.Switches.valueOf(present(row.get("switches", String.class))),
                present(row.get("done", Long.class)),
                present(row.get("total", Long.class)),
                row.get("run_at", Instant.class),
                present(row.get("run_from", Long.class)),
                present(row.get("attempts", Integer.class)),
                comparison(row.get("compared", String.class)),
                row.get("held_live", Long.class),
                row.get("held_built", Long.class),
                row.get("failure", String.class),
                present(row.get("created_at", Instant.class)),
                present(row.get("updated_at", Instant.class)),
                row.get("ended_at", Instant.class));
    }

    private @Nullable List<Compared> comparison(@Nullable String text) {
        return text == null ? null : json.readValue(text, new TypeReference<List<Compared>>() {});
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
