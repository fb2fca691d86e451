package pms.analytics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import pms.access.Role;

/** Asks for rebuilds as an administrator does. */
final class RebuildClient {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PATH = "/api/analytics/rebuilds";

    private final RunningAnalytics analytics;

    RebuildClient(RunningAnalytics analytics) {
        this.analytics = analytics;
    }

    /** How it ended. */
    Map<String, Object> rebuild(String view) {
        return ended(begin(Map.of("view", view)));
    }

    /** Answers its path. */
    String begin(Map<String, Object> wish) {
        return location(call(HttpMethod.POST, PATH, wish, HttpStatus.ACCEPTED));
    }

    /** Answers the path of the rebuild that is asked for. */
    String post(String path) {
        return location(call(HttpMethod.POST, path, Map.of(), HttpStatus.ACCEPTED));
    }

    /** Follows it. */
    Map<String, Object> ended(String path) {
        return Objects.requireNonNull(Objects.requireNonNull(analytics
                        .client()
                        .mutate()
                        .responseTimeout(PATIENCE)
                        .build()
                        .get()
                        .uri(path + "/progress")
                        .accept(MediaType.TEXT_EVENT_STREAM)
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .returnResult(new ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>>() {})
                        .getResponseBody()
                        .blockLast(PATIENCE))
                .data());
    }

    Map<String, Object> get(String path) {
        return body(call(HttpMethod.GET, path, null, HttpStatus.OK));
    }

    Map<String, Object> delete(String path) {
        return body(call(HttpMethod.DELETE, path, null, HttpStatus.OK));
    }

    Map<String, Object> refused(HttpMethod method, String path, HttpStatus status) {
        return body(call(method, path, Map.of(), status));
    }

    Map<String, Object> refused(Map<String, Object> wish) {
        return body(call(HttpMethod.POST, PATH, wish, HttpStatus.BAD_REQUEST));
    }

    List<?> all() {
        return analytics.get(PATH, new ParameterizedTypeReference<List<Object>>() {});
    }

    static boolean isEqual(Object view) {
        return view instanceof Map<?, ?> compared && Boolean.TRUE.equals(compared.get("equal"));
    }

    private EntityExchangeResult<Map<String, Object>> call(
            HttpMethod method, String path, @Nullable Map<String, Object> body, HttpStatus expected) {
        var request = analytics
                .client()
                .method(method)
                .uri(path)
                .headers(headers -> headers.setBearerAuth(TestTrust.TOKENS.good(Role.ADMIN)));
        return (body == null ? request : request.bodyValue(body))
                .exchange()
                .expectStatus()
                .isEqualTo(expected)
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult();
    }

    private static Map<String, Object> body(EntityExchangeResult<Map<String, Object>> result) {
        return Objects.requireNonNull(result.getResponseBody());
    }

    private static String location(EntityExchangeResult<Map<String, Object>> result) {
        return Objects.requireNonNull(result.getResponseHeaders().getLocation()).toString();
    }
}
