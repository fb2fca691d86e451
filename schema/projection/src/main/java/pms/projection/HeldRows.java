package pms.projection;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of what one projection holds back. */
final class HeldRows {

    private final DatabaseClient database;
    private final String projection;

    /** @param projection the name that it is held under */
    HeldRows(DatabaseClient database, String projection) {
        this.database = database;
        this.projection = projection;
    }

    /** In the order in which they are to be applied, {@code limit} at most. */
    Flux<HeldRecord> list(@Nullable String subject, int limit) {
        return database.sql(HeldRecord.SELECT + """
                         where h.projection = $1 and ($2::text is null or h.subject = $2)
                         order by h.topic, h.position, h.partition, h.next_offset limit $3
                        """)
                .bind(0, projection)
                .bind(1, Parameters.in(R2dbcType.VARCHAR, subject))
                .bind(2, limit)
                .map(HeldRecord::of)
                .all();
    }

    /** The one of the earliest edition; empty when none is held. */
    Mono<HeldRecord> one(String topic, int partition, long offset) {
        return database.sql(HeldRecord.SELECT
                        + " where h.projection = $1 and h.topic = $2 and h.partition = $3 and h.next_offset = $4"
                        + " order by h.edition limit 1")
                .bind(0, projection)
                .bind(1, topic)
                .bind(2, partition)
                .bind(3, offset + 1)
                .map(HeldRecord::of)
                .one();
    }

    /** As it is now; empty when it is held no longer. */
    Mono<HeldRecord> again(HeldRecord held) {
        return database.sql(HeldRecord.SELECT
                        + " where h.projection = $1 and h.topic = $2 and h.partition = $3 and h.next_offset = $4"
                        + " and h.edition = $5")
                .bind(0, held.projection())
                .bind(1, held.topic())
                .bind(2, held.partition())
                .bind(3, held.offset() + 1)
                .bind(4, held.edition())
                .map(HeldRecord::of)
                .one();
    }

    /** Holds it no longer. */
    Mono<Void> take(HeldRecord held) {
        return database.sql("""
                        delete from projection_held
                         where projection = $1 and topic = $2 and partition = $3 and next_offset = $4 and edition = $5
                        """)
                .bind(0, held.projection())
                .bind(1, held.topic())
                .bind(2, held.partition())
                .bind(3, held.offset() + 1)
                .bind(4, held.edition())
                .then();
    }

    /** So that a generation that is built later makes nothing of it either. */
    Mono<Void> remember(HeldRecord held) {
        return database.sql("""
                        insert into projection_given_up (projection, topic, position)
                        select $1::text, $2::text, $3::bigint where $3 > 0
                        on conflict do nothing
                        """)
                .bind(0, held.projection())
                .bind(1, held.topic())
                .bind(2, held.position())
                .then();
    }

    /** Notes why it still can't be applied. */
    Mono<Void> stuck(HeldRecord held, String reason, String trace) {
        return database.sql("""
                        update projection_held set reason = $5, trace = $6
                         where projection = $1 and topic = $2 and partition = $3 and next_offset = $4 and edition = $7
                        """)
                .bind(0, held.projection())
                .bind(1, held.topic())
                .bind(2, held.partition())
                .bind(3, held.offset() + 1)
                .bind(4, reason)
                .bind(5, trace)
                .bind(6, held.edition())
                .then();
    }
}
