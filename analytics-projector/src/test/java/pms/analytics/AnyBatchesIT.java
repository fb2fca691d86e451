package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows are those of the events alone: not of how they came in batches, and not of who came between whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyBatchesIT {
    private static final int PATIENTS = 60;
    private static final String TABLES = """
            select table_name from information_schema.tables
            where table_schema = 'views' and table_type = 'BASE TABLE'
            order by 1
            """;

    private final List<PatientEvent> history = new RandomHistory(5).ofPatients(PATIENTS);
    private final IdentityHashMap<PatientEvent, Long> positions = new IdentityHashMap<>();
    private Map<String, List<String>> rows = Map.of();

    @BeforeAll
    void applyOneByOne() {
        for (var index = 0; index < history.size(); index++) {
            positions.put(history.get(index), index + 1L);
        }
        rows = rowsAfter("batches", history, 1);
        assertThat(rows).hasSizeGreaterThan(12);
        assertThat(rows.values()).as("a table without rows shows nothing").noneMatch(List::isEmpty);
    }

    @AfterAll
    void forget() {
        rows = Map.of();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 50, 100_000})
    void giveTheSameRows(int largestBatch) {
        var mixed = new RandomHistory(largestBatch).mixedAgain(history);
        assertThat(rowsAfter("batches" + largestBatch, mixed, largestBatch)).isEqualTo(rows);
    }

    private long positionOf(PatientEvent event) {
        return Objects.requireNonNull(positions.get(event));
    }

    /** All rows of all tables, as they print. */
    private Map<String, List<String>> rowsAfter(String name, List<PatientEvent> events, int largestBatch) {
        var random = new Random(largestBatch);
        try (var topic = new EventTopic(name);
                var analytics = new RunningAnalytics(name, Servers.postgres().createDatabase(name))) {
            assertThat(topic.name()).isEqualTo(name);
            for (var from = 0; from < events.size(); ) {
                var to = Math.min(events.size(), from + 1 + random.nextInt(largestBatch));
                var batch = new ArrayList<>(events.subList(from, to).stream()
                        .map(event -> RunningAnalytics.record(positionOf(event), event))
                        .toList());
                analytics.applyRecords(Collections.unmodifiableList(batch));
                from = to;
            }
            var rows = new TreeMap<String, List<String>>();
            analytics
                    .lines(TABLES)
                    .forEach(table -> rows.put(
                            table, analytics.lines("select t::text from %s as t order by 1".formatted(table))));
            return rows;
        }
    }
}
