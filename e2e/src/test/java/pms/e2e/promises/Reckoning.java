package pms.e2e.promises;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import pms.e2e.TheSystem;
import pms.e2e.client.Accounts;
import pms.e2e.client.Feed;
import pms.e2e.client.FeedEvent;
import pms.e2e.client.Gateway;
import pms.e2e.promises.Workload.Acknowledged;
import pms.schema.billing.v1.AccountChange;
import tools.jackson.databind.JsonNode;

/**
 * Compares what was acknowledged with each view.
 *
 * @param position of the head when the count began
 * @param analyticsTotal patients that analytics had registered by then
 * @param accountSequence last account change by then
 */
record Reckoning(long position, long analyticsTotal, long accountSequence) {
    private static final List<String> ONCE_EACH =
            List.of("PatientRegistered", "PatientAmended", "PatientAmended", "BillingAccountOpened");

    /** Waits until all views have caught up, and notes how much is there. */
    static Reckoning begin(Gateway gateway) {
        long head = caughtUp();
        try (Accounts accounts = TheSystem.accounts()) {
            long sequence = accounts.changes(0, Integer.MAX_VALUE, 2).stream()
                    .mapToLong(AccountChange::getSequence)
                    .max()
                    .orElse(0);
            return new Reckoning(head, registered(gateway), sequence);
        }
    }

    /** The position that all projections have reached. */
    private static long caughtUp() {
        return await().atMost(90, SECONDS)
                .ignoreExceptions()
                .until(
                        () -> TheSystem.status().projections(),
                        all -> all.size() >= 4
                                && all.stream().allMatch(it -> it.lag() == 0)
                                && all.stream()
                                                .map(it -> it.position())
                                                .distinct()
                                                .count()
                                        == 1)
                .getFirst()
                .position();
    }

    private static long registered(Gateway gateway) {
        return gateway.read("/api/analytics/summary").at("/patients/total").asLong(-1);
    }

    void settle(Gateway gateway, List<Acknowledged> patients) {
        assertThat(patients).as("the test did something").isNotEmpty();
        oneAccountEach(patients);
        caughtUp();
        theFeedTellsEachOnce(gateway, patients);
        assertThat(registered(gateway) - analyticsTotal)
                .as("patients in analytics")
                .isEqualTo(patients.size());
        for (Acknowledged patient : patients) {
            theRecordIsRight(gateway, patient);
        }
    }

    private void oneAccountEach(List<Acknowledged> patients) {
        try (Accounts accounts = TheSystem.accounts()) {
            List<AccountChange> changes = new ArrayList<>(accounts.changes(accountSequence, patients.size(), 60));
            changes.addAll(accounts.changes(accountSequence + changes.size(), 1, 2));
            assertThat(changes)
                    .extracting(change -> change.getAccount().getPatientId())
                    .as("one account each, and no other")
                    .containsExactlyInAnyOrderElementsOf(
                            patients.stream().map(Acknowledged::id).toList());
            assertThat(changes)
                    .extracting(AccountChange::getSequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(accountSequence + 1, accountSequence + changes.size())
                                    .boxed()
                                    .toList());
        }
    }

    private void theFeedTellsEachOnce(Gateway gateway, List<Acknowledged> patients) {
        long expected = (long) patients.size() * ONCE_EACH.size();
        try (Feed feed = Feed.after(gateway, position)) {
            await().atMost(60, SECONDS).until(() -> feed.events().size() >= expected);
            assertThat(feed.positions())
                    .as("gapless, each once, in order")
                    .containsExactlyElementsOf(LongStream.rangeClosed(position + 1, position + expected)
                            .boxed()
                            .toList());
            Map<String, List<String>> byPatient = new HashMap<>();
            for (FeedEvent event : feed.events()) {
                byPatient
                        .computeIfAbsent(event.patientId(), id -> new ArrayList<>())
                        .add(event.name());
            }
            assertThat(byPatient)
                    .hasSize(patients.size())
                    .allSatisfy((id, names) ->
                            assertThat(names).as("events of %s", id).containsExactlyInAnyOrderElementsOf(ONCE_EACH));
        }
    }

    static void theRecordIsRight(Gateway gateway, Acknowledged patient) {
        JsonNode record = gateway.read("/api/patients/" + patient.id());
        assertThat(record.path("version").asInt()).isEqualTo(Workload.COMMANDS_PER_PATIENT);
        assertThat(record.path("name").asString()).isEqualTo(patient.lastName());
        JsonNode history = gateway.read("/api/patients/" + patient.id() + "/history");
        List<Long> commands = StreamSupport.stream(history.spliterator(), false)
                .filter(event -> event.path("type").asString().startsWith("Patient"))
                .map(event -> event.path("position").asLong())
                .toList();
        assertThat(commands).as("history of %s", patient.id()).isEqualTo(patient.positions());
    }
}
