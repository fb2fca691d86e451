package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.command.testing.Patients;
import pms.command.testing.Service;

class PatientCommandsIT {

    private final WebTestClient http = Service.shared().http();
    private final Patients patients = new Patients(http);

    @Test
    void registersAPatient() {
        String email = Patients.freshEmail();

        EntityExchangeResult<Map<String, Object>> answer = patients.register(Patients.json(email));

        assertThat(answer.getStatus().value()).isEqualTo(201);
        Map<String, Object> patient = Objects.requireNonNull(answer.getResponseBody());
        assertThat(patient)
                .containsEntry("name", "Anna Example")
                .containsEntry("email", email)
                .containsEntry("dateOfBirth", "1984-03-09")
                .containsEntry("registeredDate", "2024-05-17")
                .containsEntry("status", "ACTIVE")
                .containsEntry("version", 1)
                .doesNotContainKeys("phone", "gender", "givenName");
        HttpHeaders headers = answer.getResponseHeaders();
        assertThat(headers.getETag()).isEqualTo("\"1\"");
        assertThat(headers.getLocation()).hasToString("/api/patients/" + patient.get("id"));
        assertThat(headers.getFirst("PMS-Position")).matches("[1-9]\\d*");
        assertThat(headers.getFirst("X-Correlation-Id")).isNotBlank();
    }

    @Test
    void amendsAndDeactivates() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);

        patients.put(id, Patients.json(email).replace("Anna", "Anne"))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Anne Example");
        http.delete().uri("/api/patients/{id}", id).exchange().expectStatus().isNoContent();
        http.delete().uri("/api/patients/{id}", id).exchange().expectStatus().isNoContent();
        problem(patients.put(id, Patients.json(email)), 409, "patient-deactivated");
    }

    @Test
    void amendingToTheSameChangesNothing() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);

        patients.put(id, Patients.json(email))
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectHeader()
                .exists("PMS-Position");
    }

    @Test
    void honoursIfMatch() {
        String email = Patients.freshEmail();
        UUID id = patients.registered(email);
        String changed = Patients.json(email).replace("Anna", "Anne");

        problem(patients.put(id, changed, "If-Match", "\"7\""), 412, "version-mismatch");
        problem(patients.put(id, changed, "If-Match", "W/\"1\""), 412, "version-mismatch");
        patients.put(id, changed, "If-Match", "\"1\"").expectStatus().isOk();
        problem(patients.put(id, Patients.json(email), "If-Match", "\"1\""), 412, "version-mismatch");
        patients.put(id, Patients.json(email), "If-Match", "*").expectStatus().isOk();
        problem(
                http.delete()
                        .uri("/api/patients/{id}", id)
                        .header("If-Match", "\"1\"")
                        .exchange(),
                412,
                "version-mismatch");
        http.delete()
                .uri("/api/patients/{id}", id)
                .header("If-Match", "\"3\"")
                .exchange()
                .expectStatus()
                .isNoContent();
    }

    @Test
    void refusesATakenEmailAndNamesTheHolder() {
        String email = Patients.freshEmail();
        UUID holder = patients.registered(email);
        UUID other = patients.registered(Patients.freshEmail());

        problem(patients.post(Patients.json(email.toUpperCase(java.util.Locale.ROOT))), 409, "email-taken")
                .jsonPath("$.patientId")
                .isEqualTo(holder.toString());
        problem(patients.put(other, Patients.json(email)), 409, "email-taken");
    }

    @Test
    void refusesATakenIdentifier() {
        String identifier =
                "\"identifiers\":[{\"system\":\"urn:hospital\",\"value\":\"%s\"}]".formatted(UUID.randomUUID());
        String first = Patients.json(Patients.freshEmail()).replaceFirst("\\{", "{" + identifier + ",");
        patients.post(first).expectStatus().isCreated();

        problem(
                patients.post(Patients.json(Patients.freshEmail()).replaceFirst("\\{", "{" + identifier + ",")),
                409,
                "identifier-taken");
    }

    @Test
    void knowsNoStrangers() {
        UUID stranger = UUID.randomUUID();

        problem(patients.put(stranger, Patients.json(Patients.freshEmail())), 404, "patient-not-found");
        problem(http.delete().uri("/api/patients/{id}", stranger).exchange(), 404, "patient-not-found");
    }

    @Test
    void needsAToken() {
        problem(
                http.mutate()
                        .defaultHeaders(headers -> headers.remove("Authorization"))
                        .build()
                        .post()
                        .uri("/api/patients")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Patients.json(Patients.freshEmail()))
                        .exchange(),
                401,
                "unauthorized");
    }

    @Test
    void echoesAValidCorrelationIdAndReplacesABadOne() {
        UUID stranger = UUID.randomUUID();

        http.delete()
                .uri("/api/patients/{id}", stranger)
                .header("X-Correlation-Id", "my-id.1")
                .exchange()
                .expectHeader()
                .valueEquals("X-Correlation-Id", "my-id.1");
        http.delete()
                .uri("/api/patients/{id}", stranger)
                .header("X-Correlation-Id", "not valid!")
                .exchange()
                .expectHeader()
                .value("X-Correlation-Id", id -> assertThat(UUID.fromString(id)).isNotNull());
    }

    private static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec answer, int status, String code) {
        return Patients.problem(answer, status, code);
    }
}
