package pms.query.feed;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.query.keys.KeysUnavailable;
import pms.query.keys.PersonKey;
import pms.query.keys.PersonKeys;
import pms.query.patient.ChangeDecoder;
import pms.query.patient.EventPayload;
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
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final String SELECT = """
            select e.position, e.patient_id, e.at, e.actor, e.event_id, e.type, e.payload, b.event_id, b.type, b.payload,
                   exists (select from patient_event x where x.patient_id = e.patient_id and x.type = '%s')
              from patient_event e
              left join lateral (
                select p.event_id, p.type, p.payload from patient_event p
                 where p.patient_id = e.patient_id and p.position < e.position and p.type = any($3::text[])
                 order by p.position desc limit 1) b on true
             where e.position > $1 and e.position <= $2
            """.formatted(ChangeDecoder.ERASED);
    private static final String PAGE = " order by e.position limit $4";
    private static final String OF_PATIENT = " and e.patient_id = $5";

    private final DatabaseClient database;
    private final PersonKeys keys;
    private final JsonMapper json;
    private final int page;

    FeedStore(DatabaseClient database, PersonKeys keys, JsonMapper json, FeedSettings settings) {
        this.database = database;
        this.keys = keys;
        this.json = json;
        this.page = settings.page();
    }

    /** The events after the one position, up to and with the other. Waits as {@link #page} does. */
    Flux<FeedEvent> read(long after, long upTo) {
        return page(after, upTo, null, page)
                .expand(events -> events.size() < page
                        ? Mono.empty()
                        : page(events.getLast().position(), upTo, null, page))
                .concatMapIterable(events -> events, 1);
    }

    /**
     * The first of the events after the one position, up to and with the other. Waits, for ever, while the key service
     * is away: a client that was told to come again would only wait elsewhere.
     *
     * @param patientId only those of this patient; null for all
     * @param size how many at most; fewer are the last
     */
    Mono<List<FeedEvent>> page(long after, long upTo, @Nullable UUID patientId, int size) {
        var select = database.sql(patientId == null ? SELECT + PAGE : SELECT + OF_PATIENT + PAGE)
                .bind(0, after)
                .bind(1, upTo)
                .bind(2, new String[] {ChangeDecoder.REGISTERED, ChangeDecoder.AMENDED})
                .bind(3, size);
        return (patientId == null ? select : select.bind(4, patientId))
                .map(FeedRow::of)
                .all()
                .collectList()
                .timeout(TIMEOUT)
                .retryWhen(Retry.backoff(RETRIES, FIRST_PAUSE))
                .flatMap(this::opened)
                .checkpoint("page of the feed");
    }

    private Mono<List<FeedEvent>> opened(List<FeedRow> rows) {
        Set<UUID> patients = EventPayload.patientsToOpen(
                rows.stream().flatMap(FeedRow::payloadsToOpen).toList());
        return keys.findReadable(patients)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                        .maxBackoff(LONGEST_PAUSE)
                        .filter(KeysUnavailable.class::isInstance))
                .map(found -> rows.stream().map(row -> event(row, found)).toList());
    }

    private FeedEvent event(FeedRow row, Map<UUID, PersonKey> found) {
        FeedData data = row.data(found);
        return new FeedEvent(
                row.position(),
                row.patientId(),
                row.simpleType(),
                json.writeValueAsString(data),
                json.writeValueAsString(data.withoutContent()));
    }
}
