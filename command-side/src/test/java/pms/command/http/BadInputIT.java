package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.command.testing.Patients;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;

class BadInputIT {

    private static final int TEN_MEBIBYTES = 10 * 1024 * 1024;

    private final WebTestClient http = Service.shared().http();
    private final Patients patients = new Patients(http);

    @Test
    void malformedJsonNamesTheLine() {
        Patients.problem(patients.post("{\n\"name\": oops}"), 400, "malformed-json")
                .jsonPath("$.detail")
                .value(detail -> assertThat(detail.toString()).contains("line 2"));
    }

    @Test
    void aMissingBodyIsMalformed() {
        Patients.problem(
                http.post()
                        .uri("/api/patients")
                        .contentType(MediaType.APPLICATION_JSON)
                        .exchange(),
                400,
                "malformed-json");
    }

    @Test
    void wrongTypesNameTheField() {
        String body = Patients.json(Patients.freshEmail()).replace("\"Anna Example\"", "5");

        Patients.problem(patients.post(body), 400, "validation-failed")
                .jsonPath("$.errors.name")
                .isEqualTo("Name must be text");
    }

    @Test
    void anUnknownFieldIsNamed() {
        String body = Patients.json(Patients.freshEmail()).replace("\"name\"", "\"nickname\": \"A\", \"name\"");

        Patients.problem(patients.post(body), 400, "unknown-field")
                .jsonPath("$.errors.nickname")
                .isNotEmpty();
    }

    @Test
    void aDateThatDoesNotExistNamesTheField() {
        String body = Patients.json(Patients.freshEmail()).replace("1984-03-09", "2024-02-30");

        Patients.problem(patients.post(body), 400, "validation-failed")
                .jsonPath("$.errors.dateOfBirth")
                .isNotEmpty();
    }

    @Test
    void aFutureDateOfBirthNamesTheField() {
        String body = Patients.json(Patients.freshEmail()).replace("1984-03-09", "2199-01-01");

        Patients.problem(patients.post(body), 400, "validation-failed")
                .jsonPath("$.errors.dateOfBirth")
                .isEqualTo("Date of birth cannot be in the future");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1", "00000000-0000-0000-0000-00000000000g", "1-1-1-1-1", "%20"})
    void anIdThatIsNoUuidIsNamed(String id) {
        URI uri = URI.create("http://127.0.0.1:" + Service.shared().port() + "/api/patients/" + id);

        Patients.problem(
                        http.put()
                                .uri(uri)
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(Patients.json(Patients.freshEmail()))
                                .exchange(),
                        400,
                        "invalid-parameter")
                .jsonPath("$.errors.id")
                .isEqualTo("Id must be a UUID");
        Patients.problem(http.delete().uri(uri).exchange(), 400, "invalid-parameter");
    }

    @Test
    void aLargeBodyIsRefused() throws IOException, InterruptedException {
        HttpResponse<String> declared = post(HttpRequest.BodyPublishers.ofByteArray(new byte[TEN_MEBIBYTES]));
        HttpResponse<String> chunked = post(HttpRequest.BodyPublishers.fromPublisher(
                HttpRequest.BodyPublishers.ofByteArray(new byte[TEN_MEBIBYTES])));

        assertThat(declared.statusCode()).isEqualTo(413);
        assertThat(declared.body()).contains("payload-too-large");
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    @Test
    void otherMediaTypesAreRefused() {
        Patients.problem(
                http.post()
                        .uri("/api/patients")
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("{}")
                        .exchange(),
                415,
                "unsupported-media-type");
        Patients.problem(
                http.post()
                        .uri("/api/patients")
                        .accept(MediaType.IMAGE_PNG)
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange(),
                406,
                "not-acceptable");
    }

    @Test
    void wrongMethodsAndPathsAreRefused() {
        Patients.problem(http.method(HttpMethod.PATCH).uri("/api/patients").exchange(), 405, "method-not-allowed");
        Patients.problem(http.post().uri("/api/nothing").exchange(), 404, "not-found");
    }

    @Test
    void aBadIdempotencyKeyIsRefused() {
        Patients.problem(
                patients.post(Patients.json(Patients.freshEmail()), "Idempotency-Key", "k".repeat(256)),
                400,
                "invalid-parameter");
        Patients.problem(
                http.delete()
                        .uri("/api/patients/{id}", UUID.randomUUID())
                        .header("Idempotency-Key", "two words")
                        .exchange(),
                400,
                "invalid-parameter");
    }

    private static HttpResponse<String> post(HttpRequest.BodyPublisher body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + Service.shared().port() + "/api/patients"))
                            .header("Authorization", TestTrust.bearer("tester@example.org"))
                            .header("Content-Type", "application/json")
                            .POST(body)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
