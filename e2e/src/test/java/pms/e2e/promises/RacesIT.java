package pms.e2e.promises;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import tools.jackson.databind.JsonNode;

class RacesIT {
    private static final int CALLERS = 64;
    private final Gateway gateway = gateway();

    @Test
    void giveAnEmailToOneOfAllWhoAskAtOnce() throws Exception {
        String email = Patients.email();
        List<Answer> answers = atOnce(i -> () -> gateway.post("/api/patients", Patients.with("email", email)));

        assertThat(statuses(answers)).containsExactlyInAnyOrderEntriesOf(Map.of(201, 1L, 409, CALLERS - 1L));
        String winner = answers.stream()
                .filter(Answer::isSuccess)
                .map(answer -> answer.json().path("id").asString())
                .findFirst()
                .orElseThrow();
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> {
            assertThat(answer.json().path("code").asString()).isEqualTo("email-taken");
            assertThat(answer.json().path("patientId").asString()).isEqualTo(winner);
        });
    }

    @Test
    void giveAnIdentifierToOneOfAllWhoAskAtOnce() throws Exception {
        List<Map<String, String>> identifiers = List.of(Patients.identifier("urn:pms:test:race"));
        List<Answer> answers =
                atOnce(i -> () -> gateway.post("/api/patients", Patients.with("identifiers", identifiers)));
        assertThat(statuses(answers)).containsExactlyInAnyOrderEntriesOf(Map.of(201, 1L, 409, CALLERS - 1L));
    }

    @Test
    void answerOneRequestSentManyTimesAtOnceWithOnePatient() throws Exception {
        Map<String, Object> patient = Patients.minimal();
        String key = Patients.email();
        List<Answer> answers = atOnce(i -> () -> gateway.post("/api/patients", patient, "Idempotency-Key", key));
        assertThat(statuses(answers)).containsOnlyKeys(201);
        assertThat(answers)
                .extracting(Answer::text)
                .as("one patient")
                .containsOnly(answers.getFirst().text());
    }

    @Test
    void letEachAmendmentOfOnePatientThroughOneAfterTheOther() throws Exception {
        Map<String, Object> patient = Patients.minimal();
        Registered registered = Patients.register(patient);
        List<Answer> answers =
                atOnce(i -> () -> gateway.put(registered.path(), Patients.changed(patient, "name", "Change " + i)));

        assertThat(statuses(answers)).containsOnlyKeys(200);
        assertThat(answers)
                .extracting(answer -> answer.json().path("version").asLong())
                .as("each made a version of its own")
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(2, CALLERS + 1).boxed().toList());
        Answer last = answers.stream()
                .max(java.util.Comparator.comparingLong(Answer::position))
                .orElseThrow();
        JsonNode read = gateway.get(registered.path(), "PMS-Position", Long.toString(last.position()))
                .json();
        assertThat(read).isEqualTo(last.json());
    }

    @Test
    void letOneOfAllWhoSawTheSameVersionChangeIt() throws Exception {
        Map<String, Object> patient = Patients.minimal();
        Registered registered = Patients.register(patient);
        List<Answer> answers = atOnce(i -> () ->
                gateway.put(registered.path(), Patients.changed(patient, "name", "Change " + i), "If-Match", "\"1\""));
        assertThat(statuses(answers)).containsExactlyInAnyOrderEntriesOf(Map.of(200, 1L, 412, CALLERS - 1L));
    }

    @Test
    void openOneAccountForEachOfManyPatientsRegisteredAtOnce() throws Exception {
        List<Answer> answers = atOnce(i -> () -> gateway.post("/api/patients", Patients.minimal()));
        assertThat(statuses(answers)).containsOnlyKeys(201);
        for (Answer answer : answers) {
            String id = answer.json().path("id").asString();
            await().atMost(30, SECONDS)
                    .until(() -> gateway.get("/api/billing/accounts/" + id).isSuccess());
        }
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private static List<Answer> atOnce(IntFunction<Callable<Answer>> call) throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> running = IntStream.range(0, CALLERS)
                    .mapToObj(i -> callers.submit(() -> {
                        go.await();
                        return call.apply(i).call();
                    }))
                    .toList();
            go.countDown();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> each : running) {
                answers.add(each.get(60, SECONDS));
            }
            return answers;
        }
    }
}
