package pms.projection;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The records at which a replay begins, a page at a time: what is held may be more than memory holds. */
final class HeldHeads {

    /** Each brings its record, of up to a mebibyte. */
    static final int PAGE = 50;

    private static final String QUERY = HeldRecord.SELECT + """
             where h.projection = $1 and ($2::text is null or h.subject = $2)
               and (h.topic, h.position, h.partition, h.next_offset, h.edition) > ($3, $4, $5, $6, $7)
               and (h.subject = '' or not exists (
                 select from projection_held b
                  where b.projection = h.projection and b.topic = h.topic and b.subject = h.subject
                    and (b.position, b.next_offset) < (h.position, h.next_offset)))
             order by h.topic, h.position, h.partition, h.next_offset, h.edition limit $8
            """;

    private final DatabaseClient database;
    private final String projection;

    HeldHeads(DatabaseClient database, String projection) {
        this.database = database;
        this.projection = projection;
    }

    /** Where a page begins: behind this one. */
    private record Place(String topic, long position, int partition, long nextOffset, long edition) {
        static final Place BEGINNING = new Place("", -1, -1, -1, -1);

        static Place of(HeldRecord held) {
            return new Place(held.topic(), held.position(), held.partition(), held.offset() + 1, held.edition());
        }
    }

    /**
     * The first record of each subject, and all that have none, in their order. One that becomes the first while it goes
     * on may come or not, but none comes twice. Holds a page or two.
     *
     * @param subject whose; null for all
     */
    Flux<HeldRecord> of(@Nullable String subject) {
        return page(subject, Place.BEGINNING)
                .expand(page -> page.size() < PAGE ? Mono.empty() : page(subject, Place.of(page.getLast())))
                .concatMapIterable(page -> page, 1);
    }

    private Mono<List<HeldRecord>> page(@Nullable String subject, Place after) {
        return database.sql(QUERY)
                .bind(0, projection)
                .bind(1, Parameters.in(R2dbcType.VARCHAR, subject))
                .bind(2, after.topic())
                .bind(3, after.position())
                .bind(4, after.partition())
                .bind(5, after.nextOffset())
                .bind(6, after.edition())
                .bind(7, PAGE)
                .map(HeldRecord::of)
                .all()
                .collectList();
    }
}
