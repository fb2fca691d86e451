package pms.command.testing;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Patient commands over HTTP. */
public final class Patients {

    private final WebTestClient http;

    public Patients(WebTestClient http) {
        this.http = http;
    }

    public static String freshEmail() {
        return "p-" + UUID.randomUUID() + "@example.org";
    }

    public static String json(String email) {
        return """
                {"name": "Anna Example", "email": "%s", "address": "1 Sample Street",
                 "dateOfBirth": "1984-03-09", "registeredDate": "2024-05-17"}""".formatted(email);
    }

    public WebTestClient.ResponseSpec post(String body, String... headers) {
        return send(http.post().uri("/api/patients"), body, headers);
    }

    public WebTestClient.ResponseSpec put(UUID id, String body, String... headers) {
        return send(http.put().uri("/api/patients/{id}", id), body, headers);
    }

    public EntityExchangeResult<Map<String, Object>> register(String body, String... headers) {
        return post(body, headers)
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult();
    }

    /** The id of a new patient. */
    public UUID registered(String email) {
        Map<String, Object> patient =
                Objects.requireNonNull(register(json(email)).getResponseBody());
        return UUID.fromString((String) patient.get("id"));
    }

    public static WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec answer, int status, String code) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectHeader()
                .exists("X-Correlation-Id")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code)
                .jsonPath("$.type")
                .isEqualTo("urn:pms:problem:" + code)
                .jsonPath("$.status")
                .isEqualTo(status)
                .jsonPath("$.title")
                .isNotEmpty()
                .jsonPath("$.instance")
                .isNotEmpty();
    }

    private static WebTestClient.ResponseSpec send(
            WebTestClient.RequestBodySpec request, String body, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request = request.header(headers[i], headers[i + 1]);
        }
        return request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }
}
