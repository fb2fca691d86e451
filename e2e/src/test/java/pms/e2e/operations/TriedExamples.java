package pms.e2e.operations;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pms.e2e.client.Answer;
import pms.e2e.client.Gateway;
import pms.e2e.client.Json;
import tools.jackson.databind.JsonNode;

/** Sends the examples of the documents as they are, with the ids and the token that the page at {@code /docs} puts in. */
final class TriedExamples {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String EXAMPLE_REFRESH_TOKEN =
            "6-dd4Mn6SkOhbyM-O7vHDwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Gateway gateway;
    private final Map<String, Operation> operations = new TreeMap<>();
    private final Map<String, String> made = new HashMap<>();
    private final Set<String> tried = new TreeSet<>();
    private String token = "";
    private String refreshToken = "";

    TriedExamples(URI url) {
        gateway = Gateway.unnamed(url);
        for (String name : List.of("patients", "auth", "analytics", "billing", "operations")) {
            JsonNode document = gateway.read("/api-docs/" + name);
            document.path("paths")
                    .propertyStream()
                    .forEach(path -> path.getValue()
                            .propertyStream()
                            .filter(member -> METHODS.contains(member.getKey()))
                            .map(member -> new Operation(
                                    document, path.getKey(), path.getValue(), member.getKey(), member.getValue()))
                            .forEach(operation -> operations.put(operation.id(), operation)));
        }
    }

    Set<String> all() {
        return operations.keySet();
    }

    Set<String> tried() {
        return tried;
    }

    /** Sends its one example, or its first; it has to be answered as documented. Views get some time to follow. */
    Answer that(String id) {
        return that(id, "");
    }

    /** @param example its name among the examples of the body */
    Answer that(String id, String example) {
        Operation operation = operation(id);
        Answer answer = operation.method().equals("GET")
                ? await(id)
                        .atMost(30, SECONDS)
                        .until(() -> send(operation, ""), got -> got.status() == operation.expected())
                : send(operation, operation.body(example));
        assertThat(answer.status()).as(id + ": " + answer.text()).isEqualTo(operation.expected());
        return answer;
    }

    /** Sends its example once, whatever the answer. */
    Answer once(String id) {
        Operation operation = operation(id);
        return send(operation, operation.body(""));
    }

    /** With a body of one's own, by somebody else. */
    Answer as(String otherToken, String id, Map<String, Object> body) {
        Operation operation = operation(id);
        Answer answer = gateway.send(
                operation.method(), operation.path(), Json.write(body), "Authorization", bearer(otherToken));
        assertThat(answer.status()).as(id + ": " + answer.text()).isEqualTo(operation.expected());
        return answer;
    }

    /** Where a call is that the caller makes by itself. */
    URI place(String id) {
        return URI.create(gateway.base() + operation(id).path());
    }

    String token() {
        return token;
    }

    private Operation operation(String id) {
        tried.add(id);
        return Objects.requireNonNull(operations.get(id), id);
    }

    private Answer send(Operation operation, String body) {
        List<String> headers = new ArrayList<>(operation.headers());
        if (!token.isEmpty()) {
            headers.addAll(List.of("Authorization", bearer(token)));
        }
        Answer answer = gateway.send(
                operation.method(),
                withRealIds(operation.method(), operation.path()) + operation.query(),
                body.isEmpty() ? null : body.replace(EXAMPLE_REFRESH_TOKEN, refreshToken),
                headers.toArray(String[]::new));
        if (answer.isSuccess()) {
            remember(answer);
        }
        return answer;
    }

    private void remember(Answer answer) {
        answer.headers().firstValue("Location").ifPresent(location -> {
            String place = URI.create(location).getPath();
            int end = place.lastIndexOf('/');
            made.put(place.substring(0, end), place.substring(end + 1));
        });
        if (answer.text().contains("\"refreshToken\"")) {
            token = answer.json().path("token").asString();
            refreshToken = answer.json().path("refreshToken").asString();
        }
    }

    private String withRealIds(String method, String path) {
        StringBuilder real = new StringBuilder();
        for (String part : path.substring(1).split("/", -1)) {
            String sent = ID.matcher(part).matches() ? realId(method, real.toString(), part) : part;
            real.append('/').append(sent);
        }
        return real.toString();
    }

    private String realId(String method, String place, String example) {
        String list = place.equals("/api/billing/accounts") ? "/api/patients" : place;
        String known = made.get(list);
        if (known != null || !method.equals("GET")) {
            return known == null ? example : known;
        }
        return gateway.get(list, "Authorization", bearer(token))
                .json()
                .path(0)
                .path("id")
                .asString();
    }

    private static String bearer(String token) {
        return "Bearer " + token;
    }

    /** A call with what the document says of it. */
    private record Operation(JsonNode document, String template, JsonNode item, String verb, JsonNode own) {

        String id() {
            return own.path("operationId").asString();
        }

        String method() {
            return verb.toUpperCase(Locale.ROOT);
        }

        int expected() {
            return own.path("responses").propertyNames().stream()
                    .filter(status -> status.startsWith("2"))
                    .mapToInt(Integer::parseInt)
                    .min()
                    .orElseThrow();
        }

        String path() {
            String path = template;
            for (JsonNode parameter : examples("path").toList()) {
                path = path.replace(
                        "{" + parameter.path("name").asString() + "}",
                        parameter.path("example").asString());
            }
            return path;
        }

        String query() {
            List<String> pairs = examples("query")
                    .map(each -> each.path("name").asString() + "="
                            + URLEncoder.encode(each.path("example").asString(), StandardCharsets.UTF_8))
                    .toList();
            return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
        }

        List<String> headers() {
            return examples("header")
                    .flatMap(each -> Stream.of(
                            each.path("name").asString(), each.path("example").asString()))
                    .toList();
        }

        /** Nothing when there is none. */
        String body(String name) {
            JsonNode form = own.path("requestBody").path("content").path("application/json");
            JsonNode examples = form.path("examples");
            if (form.has("example")) {
                return form.path("example").toString();
            }
            if (examples.isEmpty()) {
                return "";
            }
            JsonNode example = name.isEmpty() ? examples.values().iterator().next() : examples.path(name);
            assertThat(example.has("value"))
                    .as(id() + " has the example " + name)
                    .isTrue();
            return example.path("value").toString();
        }

        private Stream<JsonNode> examples(String in) {
            return Stream.of(item, own)
                    .flatMap(holder -> holder.path("parameters").valueStream())
                    .map(each -> each.has("$ref")
                            ? document.at(each.path("$ref").asString().substring(1))
                            : each)
                    .filter(each -> each.path("in").asString().equals(in) && each.has("example"));
        }
    }
}
