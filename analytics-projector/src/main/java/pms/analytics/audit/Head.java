package pms.analytics.audit;

import com.google.protobuf.ByteString;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the log ends by its own account.
 *
 * @param entries how many there are
 * @param hash of the last one
 * @param seal over both; null when there is no head at all
 * @param last the highest position that an entry has; 0 when there is none
 */
record Head(long entries, ByteString hash, @Nullable ByteString seal, long last) {

    static final String SELECT = """
            select h.entries, h.hash, h.seal, coalesce((select max(position) from audit_entry), 0)
              from (select true) one left join audit_head h on h.only_row
            """;

    static Head of(Readable row) {
        byte[] seal = row.get(2, byte[].class);
        long last = Objects.requireNonNull(row.get(3, Long.class));
        return seal == null
                ? new Head(0, Chain.beforeTheFirst(), null, last)
                : new Head(
                        Objects.requireNonNull(row.get(0, Long.class)),
                        ByteString.copyFrom(Objects.requireNonNull(row.get(1, byte[].class))),
                        ByteString.copyFrom(seal),
                        last);
    }

    boolean isMissing() {
        return seal == null && last > 0;
    }

    boolean isSealedBy(Chain chain) {
        return seal == null || seal.equals(chain.seal(entries, hash));
    }

    /** Whether the next entry may be chained to it. */
    boolean isWhole(Chain chain) {
        return entries == last && isSealedBy(chain);
    }
}
