package pms.e2e.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.TheSystem.installation;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.client.Json;
import pms.e2e.system.Outcome;
import tools.jackson.databind.JsonNode;

/** What the command line shows of patients and events. */
class ReadingIT {
    private final Map<String, Object> patient = Patients.whole();
    private final Patients.Registered registered = Patients.register(patient);
    private final String before = Long.toString(registered.position() - 1);

    /** The feed waits for the view; what is read after it finds the event there. */
    private final Outcome feed = pms("feed", "--after", before, "--patient", registered.id(), "--limit", "1", "--json");

    @Test
    void followsTheFeedWithThePersonInIt() {
        JsonNode event = Json.read(feed.out());

        assertThat(event.path("position").asLong()).isEqualTo(registered.position());
        assertThat(event.path("type").asString()).isEqualTo("PatientRegistered");
        assertThat(event.path("patient").path("name").asString()).isEqualTo(Patients.value(patient, "name"));
    }

    @Test
    void findsThePatientByItsEmail() {
        String email = Patients.value(patient, "email").toString();

        JsonNode found = Json.read(pms("patients", email, "--json").out());

        assertThat(found).hasSize(1);
        assertThat(found.path(0).path("id").asString()).isEqualTo(registered.id());
        assertThat(pms("patients", email).out()).contains("E-MAIL", registered.id(), email);
        assertThat(pms("patients", "nobody-" + email).out()).contains("No patient is found");
    }

    @Test
    void showsStoredEventsWithoutThePerson() {
        List<JsonNode> all = lines(pms("events", "tail", "--after", before, "--json"));
        List<JsonNode> ofOne = lines(pms("events", "tail", "--patient", registered.id(), "--json"));

        assertThat(all.getFirst().path("position").asLong()).isEqualTo(registered.position());
        assertThat(ofOne.getFirst()).isEqualTo(all.getFirst());
        assertThat(pms("events", "tail", "--after", before).out())
                .contains("PatientRegistered", registered.id())
                .doesNotContain("Fairweather", Patients.value(patient, "email").toString());
    }

    @Test
    void opensStoredEventsForWhoMaySeeThePerson() {
        assertThat(pms("events", "tail", "--after", before, "--open").out())
                .contains("PatientRegistered", Patients.value(patient, "name").toString());
    }

    private static List<JsonNode> lines(Outcome outcome) {
        return outcome.out().lines().map(Json::read).toList();
    }

    private static Outcome pms(String... words) {
        return installation().pms(words).mustSucceed();
    }
}
