package pms.query.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.amended;
import static pms.query.Given.deactivated;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import pms.query.App;
import pms.query.patient.Patient;
import pms.schema.patient.v1.Identifier;

class DirectoryIT {

    private static App app;
    private static final UUID ZOE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID MUELLER = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final UUID GONE = UUID.fromString("00000000-0000-4000-8000-000000000003");

    @BeforeAll
    static void start() {
        app = new App("directory");
        app.relay().send(ZOE, registered(ZOE, person("Zoë Ångström"), facts -> facts.setRegisteredDate("2020-01-01")));
        app.relay()
                .send(
                        MUELLER,
                        registered(
                                MUELLER,
                                person("Jürgen Müller-Straße")
                                        .setGivenName("Jürgen")
                                        .setFamilyName("Müller-Straße")
                                        .setEmail("Juergen@Example.org")
                                        .addIdentifiers(Identifier.newBuilder()
                                                .setSystem("urn:example:mrn")
                                                .setValue("MRN-77")),
                                facts -> facts.setRegion("Hessen")));
        app.relay().send(GONE, registered(GONE, person("Gone Away")));
        app.relay().send(GONE, deactivated(GONE, 2));
        for (int n = 0; n < 25; n++) {
            UUID id = new UUID(0x1_4000L, 0x8000_0000_0000_0000L + n);
            app.relay().send(id, registered(id, person("Twin")));
        }
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void showsAPatientWithTheFieldsOfTheContract() {
        app.patient(MUELLER)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .json("""
                        {"id": "00000000-0000-4000-8000-000000000002", "name": "Jürgen Müller-Straße",
                         "givenName": "Jürgen", "familyName": "Müller-Straße", "email": "Juergen@Example.org",
                         "address": "1 Test Road", "dateOfBirth": "1984-03-09", "gender": "female",
                         "region": "Hessen", "identifiers": [{"system": "urn:example:mrn", "value": "MRN-77"}],
                         "registeredDate": "2026-02-28", "status": "ACTIVE", "version": 1}
                        """, org.springframework.test.json.JsonCompareMode.STRICT);
    }

    @Test
    void leavesAbsentFieldsOut() {
        app.patient(ZOE)
                .expectBody()
                .jsonPath("$.email")
                .doesNotExist()
                .jsonPath("$.region")
                .doesNotExist()
                .jsonPath("$.identifiers")
                .isEmpty();
    }

    @Test
    void answers304WhenTheClientHasTheVersion() {
        app.client()
                .get()
                .uri("/api/patients/{id}", ZOE)
                .header(HttpHeaders.IF_NONE_MATCH, "\"7\", W/\"1\"")
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectBody()
                .isEmpty();
        app.client()
                .get()
                .uri("/api/patients/{id}", ZOE)
                .header(HttpHeaders.IF_NONE_MATCH, "\"2\"")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void showsADeactivatedPatientByItsIdOnly() {
        app.patient(GONE)
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("DEACTIVATED")
                .jsonPath("$.version")
                .isEqualTo(2);
        assertThat(found("gone")).isEmpty();
    }

    @Test
    void findsByTheBeginningOfEachWordWhateverTheCaseAndTheAccents() {
        assertThat(found("muller")).containsExactly("Jürgen Müller-Straße");
        assertThat(found("MÜL jur")).containsExactly("Jürgen Müller-Straße");
        assertThat(found("strasse")).containsExactly("Jürgen Müller-Straße");
        assertThat(found("zoe ang")).containsExactly("Zoë Ångström");
        assertThat(found("uller")).as("not the middle of a word").isEmpty();
        assertThat(found("muller zoe")).as("all words").isEmpty();
        assertThat(found("%")).isEmpty();
    }

    @Test
    void findsByAWholeEmailOrIdentifier() {
        assertThat(found("juergen@example.ORG")).containsExactly("Jürgen Müller-Straße");
        assertThat(found("mrn-77")).containsExactly("Jürgen Müller-Straße");
        assertThat(found("juergen@example")).isEmpty();
        assertThat(found("MRN-7")).isEmpty();
    }

    @Test
    void forgetsTheOldNameOfAnAmendedPatient() {
        UUID id = UUID.randomUUID();
        app.relay().send(id, registered(id, person("Former Name").setEmail("former@example.org")));
        app.relay().send(id, amended(id, 2, person("Latter Name")));
        assertThat(found("former")).isEmpty();
        assertThat(found("former@example.org")).isEmpty();
        assertThat(found("latter")).containsExactly("Latter Name");
        app.patient(id).expectHeader().valueEquals("ETag", "\"2\"");
    }

    @Test
    void ordersAsAskedWithTheIdAsTheLastKey() {
        List<Patient> up = list("/api/patients?q=twin&size=200&sort=dateOfBirth");
        List<Patient> down = list("/api/patients?q=twin&size=200&sort=-name");
        assertThat(up).extracting(Patient::id).hasSize(25).isSorted();
        assertThat(down)
                .extracting(Patient::id)
                .isEqualTo(up.reversed().stream().map(Patient::id).toList());
        assertThat(list("/api/patients?sort=registeredDate&size=1"))
                .extracting(Patient::id)
                .containsExactly(ZOE);
        assertThat(list("/api/patients?sort=-name&size=1"))
                .extracting(Patient::id)
                .containsExactly(ZOE);
    }

    @Test
    void walksAllPagesByTheirLinks() {
        List<UUID> seen = new ArrayList<>();
        String next = "/api/patients?q=twin&size=10";
        while (next != null) {
            var page = app.get(next)
                    .expectHeader()
                    .valueEquals("X-Total-Count", "25")
                    .returnResult(Patient.class);
            page.getResponseBody()
                    .map(Patient::id)
                    .collectList()
                    .blockOptional()
                    .ifPresent(seen::addAll);
            next = link(page.getResponseHeaders(), "next");
            assertThat(link(page.getResponseHeaders(), "first")).isEqualTo("/api/patients?q=twin&size=10&page=0");
            assertThat(link(page.getResponseHeaders(), "last")).isEqualTo("/api/patients?q=twin&size=10&page=2");
        }
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(link(
                        app.get("/api/patients?q=twin&size=10&page=1")
                                .returnResult(Patient.class)
                                .getResponseHeaders(),
                        "prev"))
                .isEqualTo("/api/patients?q=twin&size=10&page=0");
    }

    private static List<String> found(String q) {
        return app.get("/api/patients?q={q}", q)
                .expectStatus()
                .isOk()
                .returnResult(Patient.class)
                .getResponseBody()
                .map(Patient::name)
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static List<Patient> list(String path) {
        return app.get(path)
                .returnResult(Patient.class)
                .getResponseBody()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private static @org.jspecify.annotations.Nullable String link(HttpHeaders headers, String relation) {
        Matcher link = Pattern.compile("<([^>]*)>; rel=\"" + relation + "\"")
                .matcher(String.valueOf(headers.getFirst("Link")));
        return link.find() ? link.group(1) : null;
    }
}
