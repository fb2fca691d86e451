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
            + " from append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
            + " $16, $17)";

    private final List<Integer> conditionAppend = new ArrayList<>();
    private final List<Long> conditionAfter = new ArrayList<>();
    private final List<@Nullable String> conditionTag = new ArrayList<>();
    private final List<@Nullable String> conditionTags = new ArrayList<>();
    private final List<@Nullable String> conditionTypes = new ArrayList<>();
    private final List<Integer> eventAppend = new ArrayList<>();
    private final List<String> eventId = new ArrayList<>();
    private final List<String> eventType = new ArrayList<>();
    private final List<String> eventSubject = new ArrayList<>();
    private final List<String> eventPayload = new ArrayList<>();
    private final List<String> eventMetadata = new ArrayList<>();
    private final List<Integer> tagEvent = new ArrayList<>();
    private final List<String> tagText = new ArrayList<>();
    private final List<String> tagType = new ArrayList<>();

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
        return statement
                .bind(0, repeats)
                .bind(1, conditionAppend.toArray(Integer[]::new))
                .bind(2, conditionAfter.toArray(Long[]::new))
                .bind(3, conditionTag.toArray(String[]::new))
                .bind(4, conditionTags.toArray(String[]::new))
                .bind(5, conditionTypes.toArray(String[]::new))
                .bind(6, numbers(batch, true))
                .bind(7, numbers(batch, false))
                .bind(8, eventAppend.toArray(Integer[]::new))
                .bind(9, eventId.toArray(String[]::new))
                .bind(10, eventType.toArray(String[]::new))
                .bind(11, eventSubject.toArray(String[]::new))
                .bind(12, eventPayload.toArray(String[]::new))
                .bind(13, eventMetadata.toArray(String[]::new))
                .bind(14, tagEvent.toArray(Integer[]::new))
                .bind(15, tagText.toArray(String[]::new))
                .bind(16, tagType.toArray(String[]::new));
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
        eventAppend.add(number);
        eventId.add(event.id().toString());
        eventType.add(event.type());
        eventSubject.add(event.subject());
        eventPayload.add(Base64.getEncoder().encodeToString(event.payload()));
        eventMetadata.add(ArrayLiteral.of(flat(event.metadata())));
        for (String tag : event.tags()) {
            tagEvent.add(eventAppend.size());
            tagText.add(tag);
            tagType.add(event.type());
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
