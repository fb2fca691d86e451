package pms.command.testing;

import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Encounter commands over HTTP. */
public final class Encounters {

    private static final String PATH = "/api/patients/{id}/encounters";

    private final WebTestClient http;

    public Encounters(WebTestClient http) {
        this.http = http;
    }

    public WebTestClient.ResponseSpec start(UUID patient, String body, String... headers) {
        return send(http.post().uri(PATH, patient), body, headers);
    }

    public WebTestClient.ResponseSpec finish(UUID patient, Object encounter, String end, String... headers) {
        return send(
                http.post().uri(PATH + "/{encounter}/finish", patient, encounter),
                "{\"end\": \"" + end + "\"}",
                headers);
    }

    private static WebTestClient.ResponseSpec send(
            WebTestClient.RequestBodySpec request, String body, String... headers) {
        WebTestClient.RequestBodySpec all = request;
        for (int i = 0; i < headers.length; i += 2) {
            all = all.header(headers[i], headers[i + 1]);
        }
        return all.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }
}
