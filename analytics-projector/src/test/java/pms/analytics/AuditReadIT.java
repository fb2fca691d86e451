package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import pms.analytics.audit.UnrecordedReads;

/** What the log says to those who ask, held against the entries that were written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditReadIT {
    private static final String NAME = "auditread";
    private static final int ENTRIES = 460;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ParameterizedTypeReference<List<Map<String, Object>>> ITEMS =
            new ParameterizedTypeReference<>() {};
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>; rel=\"next\"");

    private final List<AuditedEntry> written =
            IntStream.rangeClosed(1, ENTRIES).mapToObj(AuditedEntry::of).toList();
    private AuditTopic topic;
    private RunningAnalytics analytics;

    /** @param next null on the last one */
    private record Page(
            List<Map<String, Object>> items, @Nullable String next) {}

    @BeforeAll
    void start() {
        topic = new AuditTopic(NAME + "-audit");
        Servers.createTopic(NAME, 1);
        written.forEach(entry -> topic.write(entry.message().toByteArray()));
        analytics = new RunningAnalytics(NAME, Servers.postgres().createDatabase(NAME), UnrecordedReads.class);
        analytics.awaitAudit(ENTRIES);
    }

    @AfterAll
    void stop() {
        analytics.close();
        topic.close();
    }

    @Test
    void tellsEachFieldOfAnEntry() {
        var change = page("/api/audit?after=3&limit=1").items().getFirst();
        var read = page("/api/audit?after=4&limit=1").items().getFirst();
        assertThat(change)
                .containsOnlyKeys(
                        "position",
                        "id",
                        "time",
                        "actor",
                        "role",
                        "action",
                        "outcome",
                        "patients",
                        "address",
                        "correlationId",
                        "service",
                        "eventPosition");
        assertThat(change).isEqualTo(written.get(3).item());
        assertThat(read).isEqualTo(written.get(4).item()).containsEntry("detail", "filter");
        assertThat(read).as("it was no change").doesNotContainKey("eventPosition");
    }

    @Test
    void beginsWithTheFirstFifty() {
        assertThat(positions(page("/api/audit").items()))
                .isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patient=00000000-0000-0011-0000-000000000011",
                "actor=user1%40example.org",
                "action=PatientAmended",
                "outcome=REFUSED",
                "outcome=DONE",
                "from=2026-01-01T00:05:00.123456Z",
                "from=2026-01-01T01:05:00.123457%2B01:00",
                "to=2026-01-01T00:05:00.123456Z",
                "to=2026-01-01T00:05:00.123457Z",
                "from=2026-01-01T00:02:00Z&to=2026-01-01T00:03:00Z",
                "from=2026-01-01T00:02:00Z&to=2026-01-01T00:02:00Z",
                "from=2031-01-01T00:00:00Z",
                "actor=nobody%40example.org",
                "patient=7d8f4f5e-34f0-4c3c-9f0b-0b6f4f1a2a11"
            })
    void showsWhatTheFilterSays(String filter) {
        assertShows(filter);
        assertShows(filter + "&order=desc");
    }

    @Test
    void showsWhatAnyFiltersSayTogether() {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            assertShows(AuditedEntry.randomFilter(random, ENTRIES));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&order=desc",
                "&actor=user2%40example.org",
                "&from=2026-01-01T00:01:00Z&to=2026-01-01T00:04:00Z&order=desc",
                "&outcome=REFUSED&after=100&before=400",
                "&patient=00000000-0000-0011-0000-000000000011"
            })
    void leadsFromPageToPage(String filter) {
        List<Map<String, Object>> items = new ArrayList<>();
        @Nullable String address = "/api/audit?limit=13" + filter;
        while (address != null) {
            Page page = page(address);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(13);
            items.addAll(page.items());
            address = page.next();
        }
        assertThat(items).isEqualTo(AuditedEntry.shown(written, filter, Integer.MAX_VALUE));
    }

    @Test
    void hasNoNextPageBehindAFullLastOne() {
        assertThat(page("/api/audit?limit=10&after=" + (ENTRIES - 10)).next()).isNull();
        assertThat(page("/api/audit?limit=10&after=" + (ENTRIES - 11)).next()).isNotNull();
    }

    @Test
    void keepsWhatItWasAskedInTheAddressOfTheNextPage() {
        String asked = "actor=user1%40example.org&limit=2&from=2026-01-01T01%3A00%3A00%2B01%3A00&order=desc";
        String next = Objects.requireNonNull(page("/api/audit?" + asked).next());
        assertThat(next)
                .startsWith("/api/audit?")
                .contains("actor=user1%40example.org", "limit=2", "order=desc", "%2B01%3A00", "before=");
        assertThat(page(next).items()).hasSize(2).allMatch(item -> "user1@example.org".equals(item.get("actor")));
    }

    @Test
    void missesNoneOfThoseThatArriveWhileItIsRead() {
        var password = Servers.postgres().createDatabase("auditarrive");
        Servers.createTopic("auditarrive", 1);
        try (var arriving = new AuditTopic("auditarrive-audit");
                var reading = new RunningAnalytics("auditarrive", password, UnrecordedReads.class)) {
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> arriving.write(1, 401));
            List<Integer> seen = new ArrayList<>();
            while (seen.size() < 400 && !writing.isCompletedExceptionally()) {
                int last = seen.isEmpty() ? 0 : seen.getLast();
                var items = Objects.requireNonNull(
                        ask(reading, "/api/audit?limit=7&after=" + last).getResponseBody());
                seen.addAll(positions(items));
            }
            assertThat(writing).succeedsWithin(PATIENCE);
            assertThat(seen).isEqualTo(IntStream.rangeClosed(1, 400).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&order=desc", "&actor=user2%40example.org", "&from=2026-01-01T00:01:00Z"})
    void streamsAllThatIsThereAsLines(String filter) {
        assertThat(lines(filter)).isEqualTo(AuditedEntry.shown(written, "&after=7" + filter, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"&limit=3", "&order=desc&limit=3", "&actor=user2%40example.org&limit=200"})
    void streamsNoMoreLinesThanWereAskedFor(String filter) {
        int limit = Integer.parseInt(filter.substring(filter.lastIndexOf('=') + 1));
        assertThat(lines(filter)).isEqualTo(AuditedEntry.shown(written, "&after=7" + filter, limit));
    }

    private List<Map<String, Object>> lines(String filter) {
        return Objects.requireNonNull(analytics
                .client()
                .get()
                .uri(URI.create(analytics.url() + "/api/audit?after=7" + filter))
                .accept(MediaType.APPLICATION_NDJSON)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_NDJSON)
                .expectHeader()
                .doesNotExist(HttpHeaders.LINK)
                .returnResult(new ParameterizedTypeReference<Map<String, Object>>() {})
                .getResponseBody()
                .collectList()
                .block());
    }

    private void assertShows(String filter) {
        assertThat(page("/api/audit?" + filter).items()).as(filter).isEqualTo(AuditedEntry.shown(written, filter, 50));
    }

    private Page page(String address) {
        var answer = ask(analytics, address);
        String link = answer.getResponseHeaders().getFirst(HttpHeaders.LINK);
        var next = NEXT.matcher(link == null ? "" : link);
        return new Page(Objects.requireNonNull(answer.getResponseBody()), next.matches() ? next.group(1) : null);
    }

    private static EntityExchangeResult<List<Map<String, Object>>> ask(RunningAnalytics whom, String address) {
        WebTestClient.ResponseSpec answer = whom.client()
                .get()
                .uri(URI.create(whom.url() + address))
                .accept(MediaType.APPLICATION_JSON)
                .exchange();
        return answer.expectStatus().isOk().expectBody(ITEMS).returnResult();
    }

    private static List<Integer> positions(List<Map<String, Object>> items) {
        return items.stream()
                .map(item -> (Integer) Objects.requireNonNull(item.get("position")))
                .toList();
    }
}
