package pms.projection;

import io.r2dbc.spi.Readable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What stands when a batch begins.
 *
 * @param stored progress by partition
 * @param held by subject that is held back, the position of the poison record that it waits behind
 */
record Standing(Map<Integer, Progress> stored, Map<String, Long> held) {

    /** A line of {@code projection_begin}: of a subject that is held back, or else of a partition. */
    record Line(@Nullable String subject, int partition, long nextOffset, long position, long edition) {

        static Line of(Readable row) {
            return new Line(
                    row.get(0, String.class),
                    Objects.requireNonNullElse(row.get(1, Integer.class), 0),
                    Objects.requireNonNullElse(row.get(2, Long.class), 0L),
                    Objects.requireNonNullElse(row.get(3, Long.class), 0L),
                    Objects.requireNonNullElse(row.get(4, Long.class), 0L));
        }
    }

    static Standing of(List<Line> lines) {
        Standing standing = new Standing(new HashMap<>(), new HashMap<>());
        for (Line line : lines) {
            if (line.subject() == null) {
                standing.stored.put(line.partition(), new Progress(line.nextOffset(), line.position(), line.edition()));
            } else {
                standing.held.put(line.subject(), line.position());
            }
        }
        return standing;
    }
}
