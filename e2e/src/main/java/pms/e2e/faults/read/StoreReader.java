package pms.e2e.faults.read;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import pms.e2e.faults.truth.StoredEvent;

/** Reads the event store. */
final class StoreReader {
    private StoreReader() {}

    static List<StoredEvent> read(Databases databases) {
        return databases.read(
                "events",
                "select position, id::text, type, subject, metadata, payload from event order by position",
                StoreReader::event);
    }

    static long head(Databases databases) {
        return databases
                .read("events", "select position from event_head", row -> row.getLong(1))
                .getFirst();
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return EventDecoder.decode(
                row.getLong(1),
                row.getString(2),
                row.getString(3).intern(),
                row.getString(4),
                value(row.getArray(5), "request"),
                row.getBytes(6));
    }

    /** Metadata are keys and values in turn. */
    private static String value(Array metadata, String key) throws SQLException {
        String[] parts = (String[]) metadata.getArray();
        for (int i = 0; i + 1 < parts.length; i += 2) {
            if (key.equals(parts[i])) {
                return parts[i + 1];
            }
        }
        return "";
    }
}
