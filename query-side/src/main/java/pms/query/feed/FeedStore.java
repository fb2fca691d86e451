package pms.query.feed;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.query.patient.ChangeDecoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** Reads stored events in position order, a page at a time. */
@Component
class FeedStore {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final String SELECT = """
            select e.position, e.patient_id, e.type, e.at, e.actor, e.payload, b.type, b.payload
              from patient_event e
              left join lateral (
                select p.type, p.payload from patient_event p
                 where p.patient_id = e.patient_id and p.position < e.position and p.type = any($3::text[])
                 order by p.position desc limit 1) b on true
             where e.position > $1 and e.position <= $2
            """;
    private static final String PAGE = " order by e.position limit $4";
    private static final String OF_PATIENT = " and e.patient_id = $5";

    private final DatabaseClient database;
    private final JsonMapper json;
    private final int page;

    FeedStore(DatabaseClient database, JsonMapper json, FeedSettings settings) {
        this.database = database;
        this.json = json;
        this.page = settings.page();
    }

    /**
     * The events after the one position, up to and with the other.
     *
     * @param patientId only those of this patient; null for all
     */
    Flux<FeedEvent> read(long after, long upTo, @Nullable UUID patientId) {
        return page(after, upTo, patientId)
                .expand(events -> events.size() < page
                        ? Mono.empty()
                        : page(events.getLast().position(), upTo, patientId))
                .concatMapIterable(events -> events, 1);
    }

    private Mono<List<FeedEvent>> page(long after, long upTo, @Nullable UUID patientId) {
        var select = database.sql(patientId == null ? SELECT + PAGE : SELECT + OF_PATIENT + PAGE)
                .bind(0, after)
                .bind(1, upTo)
                .bind(2, new String[] {ChangeDecoder.REGISTERED, ChangeDecoder.AMENDED})
                .bind(3, page);
        return (patientId == null ? select : select.bind(4, patientId))
                .map(FeedRow::of)
                .all()
                .map(this::event)
                .collectList()
                .timeout(TIMEOUT)
                .retryWhen(Retry.backoff(RETRIES, FIRST_PAUSE))
                .checkpoint("page of the feed");
    }

    private FeedEvent event(FeedRow row) {
        return new FeedEvent(row.position(), row.patientId(), row.simpleType(), json.writeValueAsString(row.data()));
    }
}
