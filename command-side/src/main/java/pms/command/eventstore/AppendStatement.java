package pms.command.eventstore;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The one statement of a commit. Its text never changes, so that it is prepared once a connection; all of a batch
 * travels in array literals.
 */
final class AppendStatement {

    private static final String SQL = "select base, (extract(epoch from written_at) * 1000000)::bigint,"
            + " refused, misused, known from append_events($1,"
            + " $2::int[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::int[], $8::int[],"
            + " $9::int[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],"
            + " $15::int[], $16::text[], $17::text[])";

    private static final int NULL_LENGTH = 4;

    private final ArrayLiteral conditionAppend = new ArrayLiteral();
    private final ArrayLiteral conditionAfter = new ArrayLiteral();
    private final ArrayLiteral conditionTag = new ArrayLiteral();
    private final ArrayLiteral conditionTags = new ArrayLiteral();
    private final ArrayLiteral conditionTypes = new ArrayLiteral();
    private final ArrayLiteral dependentLater = new ArrayLiteral();
    private final ArrayLiteral dependentEarlier = new ArrayLiteral();
    private final ArrayLiteral eventAppend = new ArrayLiteral();
    private final ArrayLiteral eventId = new ArrayLiteral();
    private final ArrayLiteral eventType = new ArrayLiteral();
    private final ArrayLiteral eventSubject = new ArrayLiteral();
    private final ArrayLiteral eventPayload = new ArrayLiteral();
    private final ArrayLiteral eventMetadata = new ArrayLiteral();
    private final ArrayLiteral tagEvent = new ArrayLiteral();
    private final ArrayLiteral tagText = new ArrayLiteral();
    private final ArrayLiteral tagType = new ArrayLiteral();
    private int events;

    private AppendStatement() {}

    /**
     * Commits a batch. The answer comes when the server is ready for the next statement, which is after the commit is
     * on disk, and not before.
     */
    static Mono<BatchOutcome> execute(Connection connection, AppendBatch batch) {
        return execute(connection, batch, false);
    }

    /** @param repeats whether some of it may be stored: without it, a stored id fails the whole batch as unique violation */
    static Mono<BatchOutcome> execute(Connection connection, AppendBatch batch, boolean repeats) {
        return Flux.from(new AppendStatement()
                        .bind(connection.createStatement(SQL), batch, repeats)
                        .execute())
                .concatMap(result -> result.map(AppendStatement::outcome))
                .collectList()
                .map(List::getFirst);
    }

    private Statement bind(Statement statement, AppendBatch batch, boolean repeats) {
        for (int number = 1; number <= batch.size(); number++) {
            add(number, batch.append(number));
        }
        for (AppendBatch.Dependency pair : batch.dependencies()) {
            dependentLater.add(pair.later());
            dependentEarlier.add(pair.earlier());
        }
        Statement bound = statement.bind(0, repeats);
        List<ArrayLiteral> columns = List.of(
                conditionAppend,
                conditionAfter,
                conditionTag,
                conditionTags,
                conditionTypes,
                dependentLater,
                dependentEarlier,
                eventAppend,
                eventId,
                eventType,
                eventSubject,
                eventPayload,
                eventMetadata,
                tagEvent,
                tagText,
                tagType);
        for (int column = 0; column < columns.size(); column++) {
            bound = bound.bind(column + 1, columns.get(column).toString());
        }
        return bound;
    }

    private void add(int number, PendingAppend append) {
        if (!append.condition().isNone()) {
            addCondition(number, append.condition());
        }
        append.events().forEach(event -> addEvent(number, event));
    }

    private void addCondition(int number, AppendCondition condition) {
        List<Criterion> criteria = condition.noneOf().anyOf();
        for (Criterion criterion : criteria.isEmpty() ? List.of(Criterion.tagged()) : criteria) {
            conditionAppend.add(number);
            conditionAfter.add(condition.after());
            List<String> tags = List.copyOf(criterion.tags());
            conditionTag.add(tags.isEmpty() ? null : tags.getFirst());
            conditionTags.add(tags.size() < 2 ? null : ArrayLiteral.of(tags.subList(1, tags.size())));
            conditionTypes.add(criterion.types().isEmpty() ? null : ArrayLiteral.of(criterion.types()));
        }
    }

    private void addEvent(int number, NewEvent event) {
        events++;
        eventAppend.add(number);
        eventId.addPlain(event.id().toString());
        eventType.add(event.type());
        eventSubject.add(event.subject());
        addPayload(event.payload());
        eventMetadata.add(ArrayLiteral.of(flat(event.metadata())));
        for (String tag : event.tags()) {
            tagEvent.add(events);
            tagText.add(tag);
            tagType.add(event.type());
        }
    }

    private void addPayload(byte[] payload) {
        String base64 = Base64.getEncoder().encodeToString(payload);
        if (base64.length() <= NULL_LENGTH) {
            eventPayload.add(base64); // may be empty, or read NULL
        } else {
            eventPayload.addPlain(base64);
        }
    }

    private static List<String> flat(Map<String, String> metadata) {
        List<String> flat = new ArrayList<>(2 * metadata.size());
        metadata.forEach((key, value) -> {
            flat.add(key);
            flat.add(value);
        });
        return flat;
    }

    private static BatchOutcome outcome(Readable row) {
        return new BatchOutcome(
                required(row, 0, Long.class),
                Instant.EPOCH.plus(required(row, 1, Long.class), ChronoUnit.MICROS),
                optional(row.get(2, Integer[].class)),
                optional(row.get(3, Integer[].class)),
                optionalLongs(row.get(4, Long[].class)));
    }

    private static <T> T required(Readable row, int index, Class<T> type) {
        return Objects.requireNonNull(row.get(index, type), () -> "column " + index + " of append_events");
    }

    private static List<Integer> optional(Integer @Nullable [] values) {
        return values == null ? List.of() : List.of(values);
    }

    private static List<Long> optionalLongs(Long @Nullable [] values) {
        return values == null ? List.of() : List.of(values);
    }
}
