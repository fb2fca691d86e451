package pms.gateway.support;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public String code() {
        return json().path("code").asString();
    }

    public String header(String name) {
        return Objects.requireNonNullElse(headers.get(name), "");
    }

    public List<String> allHeaders(String name) {
        return headers.getAll(name);
    }
}
