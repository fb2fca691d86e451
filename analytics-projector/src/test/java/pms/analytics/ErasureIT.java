package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ParameterizedTypeReference;
import pms.schema.patient.v1.Gender;

/** Lives that end with an erasure, each divided into batches in every way there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {
    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<List<Map<String, Object>>> ARRAY =
            new ParameterizedTypeReference<>() {};
    private static final String NAME = "erasure";
    private static final LocalDate DAY = LocalDate.of(2026, 3, 9);
    private static final PatientEvent.OpenFacts FACTS =
            new PatientEvent.OpenFacts(1984, Gender.GENDER_FEMALE, "North", DAY);
    private static final PatientEvent.OpenFacts OTHER_FACTS =
            new PatientEvent.OpenFacts(1955, Gender.GENDER_MALE, "South", DAY.plusDays(1));

    private final List<PatientEvent> history = new ArrayList<>();
    private EventTopic topic;
    private RunningAnalytics analytics;

    @BeforeAll
    void start() {
        topic = new EventTopic(NAME);
        analytics = new RunningAnalytics(NAME, Servers.postgres().createDatabase(NAME));
        var staying = new PatientEvent.Registered(UUID.randomUUID(), FACTS);
        history.add(staying);
        analytics.apply(List.of(staying));
    }

    @AfterAll
    void stop() {
        analytics.close();
        topic.close();
    }

    static Stream<Function<UUID, List<PatientEvent>>> lives() {
        return Stream.of(
                id -> List.of(
                        new PatientEvent.Registered(id, FACTS),
                        new PatientEvent.AccountOpened(id),
                        new PatientEvent.Amended(id, OTHER_FACTS),
                        new PatientEvent.Erased(id),
                        new PatientEvent.AccountClosed(id)),
                id -> List.of(
                        new PatientEvent.Registered(id, FACTS),
                        new PatientEvent.Deactivated(id),
                        new PatientEvent.Erased(id),
                        new PatientEvent.AccountClosed(id)),
                id -> List.of(
                        new PatientEvent.Registered(id, FACTS),
                        new PatientEvent.Erased(id),
                        new PatientEvent.Erased(id),
                        new PatientEvent.Amended(id, OTHER_FACTS),
                        new PatientEvent.Deactivated(id)));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void leaveTheTotalsAndNothingOfThePatientHoweverTheyAreDividedIntoBatches(Function<UUID, List<PatientEvent>> life) {
        var events = life.apply(new UUID(0, 0)).size();
        for (var cuts = 0; cuts < 1 << (events - 1); cuts++) {
            var batches = divide(life.apply(UUID.randomUUID()), cuts);

            batches.forEach(analytics::apply);

            batches.forEach(history::addAll);
            assertViews(batches, new Expected(history));
        }
    }

    /** Cuts after each event whose bit is set. */
    private static List<List<PatientEvent>> divide(List<PatientEvent> events, int cuts) {
        var batches = new ArrayList<List<PatientEvent>>(List.of(new ArrayList<>()));
        for (var place = 0; place < events.size(); place++) {
            batches.getLast().add(events.get(place));
            if ((cuts >> place & 1) == 1) {
                batches.add(new ArrayList<>());
            }
        }
        return batches;
    }

    private void assertViews(List<List<PatientEvent>> batches, Expected expected) {
        assertThat(analytics.get("/api/analytics/summary", OBJECT))
                .as("after %s", batches)
                .containsAllEntriesOf(expected.counts());
        assertThat(analytics.get("/api/analytics/registrations", ARRAY))
                .as("registrations after %s", batches)
                .isEqualTo(expected.registrations("day", DAY, DAY.plusDays(1)));
        assertThat(analytics.get("/api/analytics/demographics", OBJECT).get("regions"))
                .as("active patients after %s", batches)
                .isEqualTo(List.of(Map.of("region", "North", "count", 1)));
        assertThat(analytics.knownPatients()).as("after %s", batches).isEqualTo(expected.known());
    }
}
