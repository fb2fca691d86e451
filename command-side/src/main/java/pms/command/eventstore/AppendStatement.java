package pms.command.eventstore;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.time.Instant;
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
 * travels in arrays of text and numbers (arrays of binary leak memory in the driver).
 */
final class AppendStatement {

    private static final String SQL = "select base, written_at, refused, misused, known"
            + " from append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    private final List<Integer> conditionAppend = new ArrayList<>();
    private final List<Long> conditionAfter = new ArrayList<>();
    private final List<String> conditionTags = new ArrayList<>();
    private final List<String> conditionTypes = new ArrayList<>();
    private final List<Integer> eventAppend = new ArrayList<>();
    private final List<String> eventId = new ArrayList<>();
    private final List<String> eventType = new ArrayList<>();
    private final List<String> eventSubject = new ArrayList<>();
    private final List<String> eventPayload = new ArrayList<>();
    private final List<String> eventMetadata = new ArrayList<>();
    private final List<Integer> tagEvent = new ArrayList<>();
    private final List<String> tagText = new ArrayList<>();

    private AppendStatement() {}

    /**
     * Commits a batch. The answer comes when the server is ready for the next statement, which is after the commit is
     * on disk, and not before.
     */
    static Mono<BatchOutcome> execute(Connection connection, AppendBatch batch) {
        return Flux.from(new AppendStatement()
                        .bind(connection.createStatement(SQL), batch)
                        .execute())
                .concatMap(result -> result.map(AppendStatement::outcome))
                .collectList()
                .map(List::getFirst);
    }

    private Statement bind(Statement statement, AppendBatch batch) {
        for (int number = 1; number <= batch.size(); number++) {
            add(number, batch.append(number));
        }
        return statement
                .bind(0, conditionAppend.toArray(Integer[]::new))
                .bind(1, conditionAfter.toArray(Long[]::new))
                .bind(2, conditionTags.toArray(String[]::new))
                .bind(3, conditionTypes.toArray(String[]::new))
                .bind(4, numbers(batch, true))
                .bind(5, numbers(batch, false))
                .bind(6, eventAppend.toArray(Integer[]::new))
                .bind(7, eventId.toArray(String[]::new))
                .bind(8, eventType.toArray(String[]::new))
                .bind(9, eventSubject.toArray(String[]::new))
                .bind(10, eventPayload.toArray(String[]::new))
                .bind(11, eventMetadata.toArray(String[]::new))
                .bind(12, tagEvent.toArray(Integer[]::new))
                .bind(13, tagText.toArray(String[]::new));
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
            conditionTags.add(ArrayLiteral.of(criterion.tags()));
            conditionTypes.add(ArrayLiteral.of(criterion.types()));
        }
    }

    private void addEvent(int number, NewEvent event) {
        eventAppend.add(number);
        eventId.add(event.id().toString());
        eventType.add(event.type());
        eventSubject.add(event.subject());
        eventPayload.add(Base64.getEncoder().encodeToString(event.payload()));
        eventMetadata.add(ArrayLiteral.of(flat(event.metadata())));
        for (String tag : event.tags()) {
            tagEvent.add(eventAppend.size());
            tagText.add(tag);
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

    private static Integer[] numbers(AppendBatch batch, boolean later) {
        return batch.dependencies().stream()
                .map(pair -> later ? pair.later() : pair.earlier())
                .toArray(Integer[]::new);
    }

    private static BatchOutcome outcome(Readable row) {
        return new BatchOutcome(
                required(row, 0, Long.class),
                required(row, 1, Instant.class),
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
