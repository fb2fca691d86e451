package pms.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import pms.gateway.problem.ProblemCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page has a table of all errors. */
class ErrorsOfThePageTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ROW = Pattern.compile("<tr><td>(\\d+)</td><td>(.*?)</td>");
    private static final Pattern CODE = Pattern.compile("<code>([a-z-]+)</code>");

    /** The one request that is no HTTP, and so gets no page to read about it. */
    private static final String NO_HTTP = "400 malformed-request";

    @ParameterizedTest
    @EnumSource
    void hasEachCodeThatADocumentShows(ApiDocument document) throws IOException {
        JsonNode root = JSON.readTree(document.toJson(JSON));
        Set<String> shown = new TreeSet<>();
        root.findValues("application/problem+json").forEach(form -> {
            JsonNode example = form.path("example");
            assertThat(example.isObject()).as(form.toString()).isTrue();
            shown.add(
                    example.path("status").asInt() + " " + example.path("code").asString());
        });

        assertThat(table()).containsAll(shown);
    }

    @Test
    void hasEachCodeOfTheGateway() throws IOException {
        Set<String> codes = Arrays.stream(ProblemCode.values())
                .map(code -> code.status().value() + " " + code.text())
                .filter(row -> !row.equals(NO_HTTP))
                .collect(Collectors.toSet());

        assertThat(table()).containsAll(codes);
    }

    /** For example {@code 409 email-taken}. */
    private static Set<String> table() throws IOException {
        Set<String> rows = new TreeSet<>();
        ROW.matcher(page())
                .results()
                .forEach(row -> CODE.matcher(row.group(2))
                        .results()
                        .forEach(code -> rows.add(row.group(1) + " " + code.group(1))));
        return rows;
    }

    private static String page() throws IOException {
        try (InputStream in = new ClassPathResource("docs/index.html").getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
