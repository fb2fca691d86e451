package pms.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds of every answer, whatever was sent. For the tests of every door. */
public final class Harmless {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Harmless() {}

    /**
     * Checks an answer: data or a problem with a stable code, no fault of the service, and no header that a client made.
     *
     * @param mayBeBare whether a refusal may come without a problem: what is no HTTP at all, or too long for it, the
     *     server refuses by itself
     */
    public static void check(RawHttp.Answer answer, boolean mayBeBare) {
        assertThat(answer.status()).as("status, with %s", answer.text()).isBetween(200, 499);
        answer.headers().forEach(Harmless::checkHeader);
        if (answer.status() >= 400 && !(mayBeBare && answer.text().isEmpty())) {
            checkProblem(answer);
        }
    }

    private static void checkHeader(String line) {
        assertThat(line).as("a header").matches("[A-Za-z0-9-]+: ?[\\x20-\\x7e]*");
        String lower = line.toLowerCase(Locale.ROOT);
        assertThat(lower).doesNotStartWith("x-injected").doesNotStartWith("set-cookie");
        if (lower.startsWith("link:")) {
            assertThat(line)
                    .as("links")
                    .matches("(?i)link: <[^<>\"\\s]+>; rel=\"\\w+\"(, <[^<>\"\\s]+>; rel=\"\\w+\")*");
        } else if (lower.startsWith("x-correlation-id:")) {
            assertThat(line).as("an id").matches("(?i)x-correlation-id: ?[A-Za-z0-9._-]{1,64}");
        } else {
            assertThat(lower).as("a header").doesNotContain(HostileText.MARK);
        }
    }

    private static void checkProblem(RawHttp.Answer answer) {
        assertThat(answer.header("Content-Type"))
                .as("of %s %s", answer.status(), answer.text())
                .startsWith("application/problem+json");
        JsonNode problem = JSON.readTree(answer.text());
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("code").asString()).matches("[a-z]+(-[a-z]+)*");
        assertThat(problem.path("type").asString())
                .isEqualTo("urn:pms:problem:" + problem.path("code").asString());
    }
}
