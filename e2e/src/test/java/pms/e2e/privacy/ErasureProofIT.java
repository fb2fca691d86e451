package pms.e2e.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.installation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pms.e2e.client.Answer;
import pms.e2e.client.Feed;
import pms.e2e.system.Installation;

/**
 * Registers patients all of whose personal fields are marked, amends them, lets requests about them fail, erases half of
 * them, and searches every byte that the system keeps.
 */
class ErasureProofIT {

    private static final int PATIENTS = 20;
    private static final List<String> DATABASES = List.of("events", "patients", "billing", "analytics", "auth");

    private final Installation installation = installation();
    private final Path data = installation.data();
    private final Database database = new Database(installation);
    private final Marks marks = new Marks();
    private final List<String> ids = new ArrayList<>();

    @Test
    void nothingOfTheErasedCanBeFoundAndNothingOfAnyoneOutsideTheViews() {
        registerAndAmend();
        misuse();
        List<byte[]> keysOfErased = keys(erased());
        assertThat(keysOfErased).hasSize(PATIENTS / 2);
        assertThat(search(Stream.of(marks.prefix())).in(data))
                .as("the search finds what is there")
                .isNotEmpty();

        DATABASES.forEach(each -> database.execute(each, "analyze")); // the planner keeps samples of what it sees
        long last = erase();

        seenByUsers(last);
        await().atMost(120, SECONDS).pollInterval(2, SECONDS).untilAsserted(() -> {
            vacuumAndCheckpoint();
            assertThat(search(erased().mapToObj(marks::of)).in(data))
                    .as("of the erased, anywhere")
                    .isEmpty();
        });
        ByteSearch anyone = search(Stream.of(marks.prefix()));
        assertThat(anyone.in(database.folder(data, "events")))
                .as("of anyone, in the event store")
                .isEmpty();
        assertThat(anyone.in(data.resolve("kafka"))).as("of anyone, in Kafka").isEmpty();
        assertThat(anyone.in(data.resolve("logs"))).as("of anyone, in logs").isEmpty();
        assertThat(keys(erased())).as("keys of the erased").isEmpty();
        assertThat(new ByteSearch(keysOfErased.stream()
                                .flatMap(key -> Marks.formsOf(key).stream())
                                .toList())
                        .in(data))
                .as("the wrapped keys of the erased, anywhere")
                .isEmpty();
        assertThat(keys(remaining())).hasSize(PATIENTS / 2);
    }

    private void registerAndAmend() {
        for (int i = 0; i < PATIENTS; i++) {
            Answer registered = gateway().post("/api/patients", marks.patient(i, "a"));
            assertThat(registered.status()).as(registered.text()).isEqualTo(201);
            ids.add(registered.json().path("id").asString());
        }
        for (int i = 0; i < PATIENTS; i++) {
            Answer amended = gateway().put(path(i), marks.patient(i, "b"));
            assertThat(amended.status()).as(amended.text()).isEqualTo(200);
        }
        Answer deactivated = gateway().delete(path(0));
        assertThat(deactivated.status()).isEqualTo(204);
        for (int i = 1; i < PATIENTS; i++) {
            Answer read = gateway().get(path(i), "PMS-Position", Long.toString(deactivated.position()));
            assertThat(read.text()).as("read back").contains(marks.of(i) + "bname");
        }
    }

    /** What users send by mistake finds its way into logs most easily. */
    private void misuse() {
        for (int i = 0; i < PATIENTS; i++) {
            String mark = marks.of(i);
            assertThat(gateway().get("/api/patients?q=" + mark + "b").status()).isEqualTo(200);
            assertThat(gateway().get("/api/patients?q=" + mark + "&size=-1").status())
                    .isEqualTo(400);
            assertThat(gateway().post("/api/patients", marks.patient(i, "b")).status())
                    .isIn(409, 400);
            Map<String, Object> invalid = marks.patient(i, "c");
            invalid.put("email", mark + " is no e-mail");
            invalid.put("dateOfBirth", mark);
            assertThat(gateway().post("/api/patients", invalid).status()).isEqualTo(400);
            assertThat(gateway()
                            .send("POST", "/api/patients", "{\"name\": \"" + mark + "\", ")
                            .status())
                    .isEqualTo(400);
            assertThat(gateway().get("/api/patients/" + mark).status()).isEqualTo(400);
        }
        try (Feed feed = Feed.after(gateway(), 0)) {
            await().atMost(60, SECONDS).until(() -> feed.positions().size() > PATIENTS);
        }
        for (String id : ids) {
            assertThat(gateway().get("/api/patients/" + id + "/history").text()).contains(marks.prefix());
        }
    }

    private long erase() {
        return erased().mapToLong(i -> {
                    Answer answer = gateway().send("POST", path(i) + "/erasure", null);
                    assertThat(answer.status()).as(answer.text()).isEqualTo(202);
                    return answer.position();
                })
                .max()
                .orElseThrow();
    }

    private void seenByUsers(long last) {
        String position = Long.toString(last);
        erased().forEach(i -> {
            assertThat(gateway().get(path(i), "PMS-Position", position).status())
                    .isEqualTo(404);
            Answer history = gateway().get(path(i) + "/history", "PMS-Position", position);
            assertThat(history.text()).contains("PatientRegistered", "PatientErased", "testuser@test.com");
            assertThat(history.text()).doesNotContain(marks.prefix());
            assertThat(gateway()
                            .get("/api/patients?q=" + marks.of(i) + "b", "PMS-Position", position)
                            .text())
                    .isEqualTo("[]");
            await().atMost(60, SECONDS)
                    .until(() -> gateway()
                            .get("/api/billing/accounts/" + ids.get(i))
                            .text()
                            .contains("CLOSED"));
        });
        remaining()
                .forEach(i -> assertThat(
                                gateway().get(path(i), "PMS-Position", position).text())
                        .contains(marks.of(i) + "bname"));
        try (Feed feed = Feed.after(gateway(), 0)) {
            await().atMost(60, SECONDS).until(() -> feed.has(last));
            erased().forEach(i ->
                    assertThat(feed.events()).noneMatch(event -> event.data().contains(marks.of(i))));
        }
        Answer again = gateway().post("/api/patients", changedOwner());
        assertThat(again.status())
                .as("what the erased had is free: %s", again.text())
                .isEqualTo(201);
        ids.add(again.json().path("id").asString());
        gateway().send("POST", "/api/patients/" + ids.getLast() + "/erasure", null);
    }

    private Map<String, Object> changedOwner() {
        return marks.patient(1, "b");
    }

    private void vacuumAndCheckpoint() {
        DATABASES.forEach(each -> database.execute(each, "vacuum"));
        database.execute("postgres", "vacuum", "checkpoint");
    }

    private List<byte[]> keys(IntStream patients) {
        String those = String.join("','", patients.mapToObj(ids::get).toList());
        return database.bytes("events", "select wrapped from keys.patient_key where patient_id in ('" + those + "')");
    }

    private static ByteSearch search(Stream<String> texts) {
        return new ByteSearch(
                texts.flatMap(text -> Marks.formsOf(text).stream()).toList());
    }

    private String path(int patient) {
        return "/api/patients/" + ids.get(patient);
    }

    /** The first half, the deactivated one among them. */
    private static IntStream erased() {
        return IntStream.range(0, PATIENTS / 2);
    }

    private static IntStream remaining() {
        return IntStream.range(PATIENTS / 2, PATIENTS);
    }
}
