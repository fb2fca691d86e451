package pms.projection;

import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands when a batch begins.
 *
 * @param stored progress by partition
 * @param held by subject that is held back, the position of the poison record that it waits behind
 * @param givenUp positions that are left out
 * @param views that are kept up, with their digests; null without a generation
 */
record Standing(
        Map<Integer, Progress> stored,
        Map<String, Long> held,
        Set<Long> givenUp,
        @Nullable Map<String, String> views) {

    private static final int GENERATION = -1;
    private static final int GIVEN_UP = -2;
    private static final int NONE = -3;

    /**
     * A line of {@code projection_begin}: of the generation, of what was given up, of a subject that is held back, or of a
     * partition.
     */
    record Line(
            @Nullable String subject,
            int partition,
            long nextOffset,
            long position,
            long edition,
            @Nullable String digest) {

        static Line of(Readable row) {
            return new Line(
                    row.get(0, String.class),
                    Objects.requireNonNullElse(row.get(1, Integer.class), NONE),
                    Objects.requireNonNullElse(row.get(2, Long.class), 0L),
                    Objects.requireNonNullElse(row.get(3, Long.class), 0L),
                    Objects.requireNonNullElse(row.get(4, Long.class), 0L),
                    row.get(5, String.class));
        }
    }

    static Standing of(List<Line> lines) {
        Map<String, String> views = new TreeMap<>();
        boolean hasGeneration = lines.stream().anyMatch(line -> line.partition() == GENERATION);
        Standing standing =
                new Standing(new HashMap<>(), new HashMap<>(), new HashSet<>(), hasGeneration ? views : null);
        for (Line line : lines) {
            if (line.partition() == GENERATION) {
                if (line.subject() != null && line.digest() != null) {
                    views.put(line.subject(), line.digest());
                }
            } else if (line.partition() == GIVEN_UP) {
                standing.givenUp.add(line.position());
            } else if (line.subject() == null) {
                standing.stored.put(line.partition(), new Progress(line.nextOffset(), line.position(), line.edition()));
            } else {
                standing.held.put(line.subject(), line.position());
            }
        }
        return standing;
    }
}
