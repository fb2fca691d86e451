package pms.analytics.audit;

import com.google.protobuf.ByteString;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads entries from the table. */
final class EntryRows {

    /** Of {@code e}, which is to follow. */
    static final String COLUMNS = """
            select e.position, e.id, e.time, e.actor, e.role, e.action, e.outcome,
                   array(select p.patient_id from audit_patient p where p.position = e.position order by 1) as patients,
                   e.address, e.correlation_id, e.service, e.event_position, e.detail, e.source_offset, e.hash
            """;

    /** To be followed by conditions on {@code e}. */
    static final String SELECT = COLUMNS + " from audit_entry e";

    private EntryRows() {}

    static Link link(Readable row) {
        return new Link(
                number(row, "position"), entry(row), ByteString.copyFrom(present(row.get("hash", byte[].class))));
    }

    private static Entry entry(Readable row) {
        return new Entry(
                present(row.get("id", UUID.class)),
                present(row.get("time", Instant.class)),
                text(row, "actor"),
                text(row, "role"),
                text(row, "action"),
                text(row, "outcome"),
                List.of(present(row.get("patients", UUID[].class))),
                text(row, "address"),
                text(row, "correlation_id"),
                text(row, "service"),
                number(row, "event_position"),
                text(row, "detail"),
                number(row, "source_offset"));
    }

    private static String text(Readable row, String column) {
        return present(row.get(column, String.class));
    }

    private static long number(Readable row, String column) {
        return present(row.get(column, Long.class));
    }

    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
