package pms.e2e.operations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pms.e2e.Patients;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;
import pms.e2e.system.Installation;
import pms.e2e.system.Outcome;

/** Patients to whom something has happened, and all that the system answers about them. */
final class Kept {
    /** Stands in each patient. */
    static final String NAME = "Quillfeather";

    private final Gateway gateway;
    private final List<String> ids = new ArrayList<>();

    Kept(Gateway gateway) {
        this.gateway = gateway;
    }

    Gateway gateway() {
        return gateway;
    }

    /** The same patients in another system. */
    Kept at(Gateway other) {
        Kept kept = new Kept(other);
        kept.ids.addAll(ids);
        return kept;
    }

    /** One with all fields who is amended, one with an encounter, one deactivated, one erased. */
    void work() {
        Map<String, Object> whole = Patients.changed(Patients.whole(), "familyName", NAME);
        String amended = add(whole);
        must(gateway.put(path(amended), Patients.changed(whole, "address", "2 " + NAME + " Road")));
        String visited = add(Patients.minimal());
        Answer started = must(gateway.post(
                path(visited) + "/encounters",
                Map.of("class", "EMER", "start", "2026-01-20T06:45:00Z", "type", NAME + " sprain")));
        String encounter = started.json().path("id").asString();
        must(gateway.post(
                path(visited) + "/encounters/" + encounter + "/finish", Map.of("end", "2026-01-20T11:20:00Z")));
        must(gateway.delete(path(add(Patients.minimal()))));
        String erased = add(Patients.minimal());
        must(gateway.send("POST", path(erased) + "/erasure", null));
        ids.forEach(id -> awaitInHistory(id, "BillingAccountOpened"));
        awaitInHistory(erased, "BillingAccountClosed");
    }

    /** What billing did comes into the store after it was done. */
    private void awaitInHistory(String id, String event) {
        await(id + " has " + event)
                .atMost(120, SECONDS)
                .until(() -> gateway.get(path(id) + "/history").text().contains(event));
    }

    /** What is asked, and what is answered: of the erased that it is not there, and its history without content. */
    Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String id : ids) {
            for (String path :
                    List.of(path(id), path(id) + "/history", path(id) + "/encounters", "/api/billing/accounts/" + id)) {
                Answer answer = gateway.get(path);
                answers.put(path, answer.isSuccess() ? answer.text() : Integer.toString(answer.status()));
            }
        }
        assertThat(answers.toString()).contains(NAME + " Road", NAME + " sprain", "PatientErased", "404", "CLOSED");
        return answers;
    }

    /** Views are made anew after the start, so that they take a moment. */
    void awaitAnswers(Map<String, String> expected) {
        await().atMost(120, SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(answers()).isEqualTo(expected));
    }

    /**
     * What was registered beside the backup, in that order: the first ones are there, and the others, of which there is one
     * at least, were never heard of.
     */
    void assertCutOff(List<Late> late) {
        long last = register(Patients.minimal()).position();
        await().atMost(120, SECONDS)
                .until(() -> gateway.get("/api/patients?size=1", "PMS-Position", Long.toString(last))
                        .isSuccess());
        List<Integer> statuses = late.stream()
                .sorted(Comparator.comparingLong(Late::position))
                .map(each -> gateway.get(path(each.id())).status())
                .toList();
        int there = Collections.frequency(statuses, 200);
        assertThat(statuses.subList(0, there)).as("%s", statuses).containsOnly(200);
        assertThat(statuses.subList(there, statuses.size()))
                .as("%s", statuses)
                .isNotEmpty()
                .containsOnly(404);
    }

    /** As many as the audit log has; its chain must be whole. */
    long auditEntries(Installation system) {
        Outcome verified = system.pms("audit", "verify", "--json").mustSucceed();
        return Json.read(verified.out()).path("entries").asLong();
    }

    Late register(Map<String, Object> patient) {
        Answer answer = must(gateway.post("/api/patients", Patients.changed(patient, "name", "Nora " + NAME)));
        return new Late(answer.json().path("id").asString(), answer.position());
    }

    private String add(Map<String, Object> patient) {
        String id = register(patient).id();
        ids.add(id);
        return id;
    }

    private static Answer must(Answer answer) {
        assertThat(answer.isSuccess()).as(answer.text()).isTrue();
        return answer;
    }

    private static String path(String id) {
        return "/api/patients/" + id;
    }

    /** A registration beside the backup: in it or not. */
    record Late(String id, long position) {}
}
