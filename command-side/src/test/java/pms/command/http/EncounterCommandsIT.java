package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.Tags;
import pms.command.testing.Encounters;
import pms.command.testing.Patients;
import pms.command.testing.Service;
import pms.schema.patient.v1.EncounterStarted;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class EncounterCommandsIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String KEY = "Idempotency-Key";
    private static final String START =
            "{\"class\": \"EMER\", \"start\": \"2024-06-01T10:30:00.1239+02:00\", \"type\": \" Sprain of ankle \"}";

    private final WebTestClient http = Service.shared().http();
    private final Patients patients = new Patients(http);
    private final Encounters encounters = new Encounters(http);
    private final UUID anna = patients.registered(Patients.freshEmail());

    @Test
    void startsAndFinishesAnEncounter() {
        EntityExchangeResult<Map<String, Object>> started = whole(encounters.start(anna, START));
        Map<String, Object> encounter = body(started);
        String id = String.valueOf(encounter.get("id"));

        assertThat(started.getStatus().value()).isEqualTo(201);
        assertThat(started.getResponseHeaders().getFirst("Location"))
                .isEqualTo("/api/patients/" + anna + "/encounters/" + id);
        assertThat(started.getResponseHeaders().getETag()).isNull();
        assertThat(encounter)
                .isEqualTo(Map.of(
                        "id", id,
                        "patientId", anna.toString(),
                        "class", "EMER",
                        "start", "2024-06-01T08:30:00.123Z",
                        "type", "Sprain of ankle",
                        "status", "in-progress"));

        EntityExchangeResult<Map<String, Object>> finished = whole(encounters.finish(anna, id, "2024-06-01T08:31:00Z"));

        assertThat(finished.getStatus().value()).isEqualTo(200);
        assertThat(body(finished))
                .containsEntry("status", "finished")
                .containsEntry("end", "2024-06-01T08:31:00Z")
                .containsEntry("type", "Sprain of ankle")
                .containsEntry("id", id);
        assertThat(position(finished)).isGreaterThan(position(started));
    }

    @Test
    void keepsTheTypeSealedAndTheRestOpen() throws Exception {
        UUID id = started(anna);

        StoredEvent stored = events(Tags.encounter(id)).getFirst();

        assertThat(stored.type()).isEqualTo("pms.patient.v1.EncounterStarted");
        assertThat(stored.subject()).isEqualTo(anna.toString());
        EncounterStarted event = EncounterStarted.parseFrom(stored.payload());
        assertThat(event.getSealedReason().toStringUtf8()).doesNotContain("Sprain");
        assertThat(event.getSealedReason().size()).isGreaterThan(28);
        assertThat(event.getStartedAt()).isEqualTo("2024-06-01T08:30:00.123Z");
    }

    @Test
    void refusesASecondEndAndOneBeforeTheStart() {
        UUID id = started(anna);
        Patients.problem(encounters.finish(anna, id, "2024-06-01T08:30:00.122Z"), 400, "validation-failed")
                .jsonPath("$.errors.end")
                .isEqualTo("End cannot be before the start of the encounter");
        encounters.finish(anna, id, "2024-06-01T08:31:00Z").expectStatus().isOk();
        Patients.problem(encounters.finish(anna, id, "2024-06-01T08:31:00Z"), 409, "encounter-finished");
    }

    @Test
    void refusesWhatIsNotThere() {
        UUID ben = patients.registered(Patients.freshEmail());
        UUID id = started(anna);
        Patients.problem(encounters.start(UUID.randomUUID(), START), 404, "patient-not-found");
        Patients.problem(encounters.finish(UUID.randomUUID(), id, "2024-06-02T00:00:00Z"), 404, "patient-not-found");
        Patients.problem(
                encounters.finish(anna, UUID.randomUUID(), "2024-06-02T00:00:00Z"), 404, "encounter-not-found");
        Patients.problem(encounters.finish(ben, id, "2024-06-02T00:00:00Z"), 404, "encounter-not-found");
        Patients.problem(encounters.finish(anna, "x", "2024-06-02T00:00:00Z"), 400, "invalid-parameter");
    }

    @Test
    void refusesDeactivatedAndErasedPatients() {
        UUID id = started(anna);
        http.delete().uri("/api/patients/{id}", anna).exchange().expectStatus().isNoContent();
        Patients.problem(encounters.start(anna, START), 409, "patient-deactivated");
        Patients.problem(encounters.finish(anna, id, "2024-06-02T00:00:00Z"), 409, "patient-deactivated");

        http.post()
                .uri("/api/patients/{id}/erasure", anna)
                .exchange()
                .expectStatus()
                .isAccepted();
        Patients.problem(encounters.start(anna, START), 410, "patient-erased");
        Patients.problem(encounters.finish(anna, id, "2024-06-02T00:00:00Z"), 410, "patient-erased");
    }

    @Test
    void takesNoTimeThatHasNotComeAndNoFieldThatItDoesNotKnow() {
        String soon = Instant.now().plusSeconds(240).toString();
        String later = Instant.now().plusSeconds(360).toString();
        encounters
                .start(anna, "{\"class\": \"AMB\", \"start\": \"" + soon + "\"}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.type")
                .doesNotExist();
        Patients.problem(
                        encounters.start(anna, "{\"class\": \"AMB\", \"start\": \"" + later + "\"}"),
                        400,
                        "validation-failed")
                .jsonPath("$.errors.start")
                .isEqualTo("Start cannot be in the future");
        Patients.problem(encounters.finish(anna, started(anna), later), 400, "validation-failed")
                .jsonPath("$.errors.end")
                .isEqualTo("End cannot be in the future");
        Patients.problem(encounters.start(anna, START.replace("type", "reason")), 400, "unknown-field");
    }

    @Test
    void givesTheSameAnswerAgainToTheSameKey() {
        String key = UUID.randomUUID().toString();
        EntityExchangeResult<Map<String, Object>> first = whole(encounters.start(anna, START, KEY, key));
        String id = String.valueOf(body(first).get("id"));
        EntityExchangeResult<Map<String, Object>> end =
                whole(encounters.finish(anna, id, "2024-06-01T08:31:00Z", KEY, key + "-finish"));

        EntityExchangeResult<Map<String, Object>> again = whole(encounters.start(anna, START, KEY, key));
        EntityExchangeResult<Map<String, Object>> endAgain =
                whole(encounters.finish(anna, id, "2024-06-01T08:31:00Z", KEY, key + "-finish"));

        assertThat(body(again)).isEqualTo(body(first));
        assertThat(body(endAgain)).isEqualTo(body(end));
        for (String header : List.of("Location", "PMS-Position")) {
            assertThat(again.getResponseHeaders().get(header))
                    .isEqualTo(first.getResponseHeaders().get(header));
        }
        Patients.problem(encounters.start(anna, START.replace("EMER", "AMB"), KEY, key), 422, "idempotency-key-reused");
    }

    @Test
    void tellsNothingAgainOfAnErasedPatient() {
        String key = UUID.randomUUID().toString();
        encounters.start(anna, START, KEY, key).expectStatus().isCreated();
        http.post()
                .uri("/api/patients/{id}/erasure", anna)
                .exchange()
                .expectStatus()
                .isAccepted();
        Patients.problem(encounters.start(anna, START, KEY, key), 410, "patient-erased");
    }

    @Test
    void startsOneOfManyWithOneKeyAndFinishesOnce() {
        String key = UUID.randomUUID().toString();
        assertThat(together(() -> encounters
                        .start(anna, START, KEY, key)
                        .expectStatus()
                        .isCreated()
                        .expectHeader()
                        .valueMatches("Location", ".*")))
                .hasSize(8);
        List<StoredEvent> begun = events(Tags.patient(anna)).stream()
                .filter(event -> event.type().endsWith("EncounterStarted"))
                .toList();
        assertThat(begun).hasSize(1);

        UUID id = started(anna);
        List<Integer> statuses = together(() -> encounters.finish(anna, id, "2024-06-01T09:00:00Z"));
        assertThat(statuses)
                .containsOnlyOnce(200)
                .filteredOn(status -> status != 200)
                .containsOnly(409);
        assertThat(events(Tags.encounter(id))).hasSize(2);
    }

    private static List<Integer> together(java.util.function.Supplier<WebTestClient.ResponseSpec> call) {
        return Objects.requireNonNull(Flux.range(0, 8)
                .flatMap(n -> Mono.fromCallable(() ->
                                call.get().returnResult(Void.class).getStatus().value())
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                .collectList()
                .block(LIMIT));
    }

    private UUID started(UUID patient) {
        return UUID.fromString((String) Objects.requireNonNull(
                body(whole(encounters.start(patient, START))).get("id")));
    }

    private static EntityExchangeResult<Map<String, Object>> whole(WebTestClient.ResponseSpec answer) {
        return answer.expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult();
    }

    private static Map<String, Object> body(EntityExchangeResult<Map<String, Object>> answer) {
        return Objects.requireNonNull(answer.getResponseBody());
    }

    private static long position(EntityExchangeResult<?> answer) {
        return Long.parseLong(Objects.requireNonNull(answer.getResponseHeaders().getFirst("PMS-Position")));
    }

    private static List<StoredEvent> events(String tag) {
        return Objects.requireNonNull(Service.shared()
                .bean(EventStore.class)
                .read(Criteria.anyTagOf(tag), 0)
                .collectList()
                .block(LIMIT));
    }
}
