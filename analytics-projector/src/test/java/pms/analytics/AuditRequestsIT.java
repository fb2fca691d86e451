package pms.analytics;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** How the log may be asked, and what it answers to whoever asks otherwise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditRequestsIT {
    private static final String NAME = "auditrequests";
    private RunningAnalytics analytics;

    @BeforeAll
    void start() {
        Servers.createTopic(NAME, 1);
        Servers.createTopic(NAME + "-audit", 1);
        analytics = new RunningAnalytics(NAME, Servers.postgres().createDatabase(NAME));
    }

    @AfterAll
    void stop() {
        analytics.close();
    }

    @ParameterizedTest
    @CsvSource({
        "*/*, application/json",
        "'application/json, application/x-ndjson;q=0.5', application/json",
        "'text/html, */*;q=0.1', application/json",
        "application/x-ndjson, application/x-ndjson"
    })
    void answersInTheFormThatWasAskedFor(String accept, String type) {
        analytics
                .client()
                .get()
                .uri("/api/audit?limit=1")
                .header(HttpHeaders.ACCEPT, accept)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.parseMediaType(type));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patient=x                        | patient",
                "patient=1-1-1-1-1                | patient",
                "patient=                         | patient",
                "actor=                           | actor",
                "actor=a%00b                      | actor",
                "from=yesterday                   | from",
                "from=2026-01-01                  | from",
                "from=2026-01-01T00:00:00         | from",
                "from=2026-02-30T00:00:00Z        | from",
                "from=%2B12026-01-01T00:00:00Z    | from",
                "to=9999-12-31T23:59:59-18:00     | to",
                "to=                              | to",
                "from=2026-02-01T00:00:00Z&to=2026-01-31T00:00:00Z | to",
                "action=                          | action",
                "outcome=done                     | outcome",
                "outcome=OUTCOME_UNSPECIFIED      | outcome",
                "after=-1                         | after",
                "after=1.5                        | after",
                "after=9999999999999999999        | after",
                "before=x                         | before",
                "limit=0                          | limit",
                "limit=201                        | limit",
                "limit=ten                        | limit",
                "order=up                         | order",
                "acter=user1%40example.org        | acter",
                "actor=a&actor=b                  | actor",
                "after                            | after"
            })
    void namesTheParameterThatIsWrong(String query, String parameter) {
        for (MediaType form : List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_NDJSON)) {
            analytics
                    .client()
                    .get()
                    .uri(URI.create(analytics.url() + "/api/audit?" + query.strip()))
                    .accept(form)
                    .exchange()
                    .expectStatus()
                    .isBadRequest()
                    .expectHeader()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("invalid-parameter")
                    .jsonPath("$.errors." + parameter)
                    .isNotEmpty();
        }
    }
}
