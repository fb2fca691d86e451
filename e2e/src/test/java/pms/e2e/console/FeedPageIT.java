package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** More events than anybody can read. */
class FeedPageIT {

    private static final int EVENTS = 5_000;
    private static final int SHOWN = 100;
    private static final int PER_SECOND = 200;
    private static final int STEADY_EVENTS = 10 * PER_SECOND;
    /** A row has some ten. */
    private static final int MOST_ELEMENTS = 20 * SHOWN;

    /** The most that was there in any frame, and the tasks that took more than 50 ms. */
    private static final String WATCH = """
            () => {
              window.watched = { rows: 0, elements: 0, longTasks: 0, longestTaskMillis: 0 };
              new PerformanceObserver(list => list.getEntries().forEach(task => {
                watched.longTasks += 1;
                watched.longestTaskMillis = Math.max(watched.longestTaskMillis, Math.round(task.duration));
              })).observe({ type: "longtask" });
              const look = () => {
                watched.rows = Math.max(watched.rows, document.querySelectorAll(".feed-table tbody tr").length);
                watched.elements = Math.max(watched.elements, document.querySelectorAll("*").length);
                requestAnimationFrame(look);
              };
              look();
            }""";

    /** A machine that has no time for a browser gets to the end as well. */
    private static final Page.WaitForFunctionOptions PATIENT =
            new Page.WaitForFunctionOptions().setTimeout((double) TimeUnit.MINUTES.toMillis(10));

    private static final Logger LOG = LoggerFactory.getLogger(FeedPageIT.class);

    @Test
    void keepsTheLatestOfAFloodAndGoesOnBehindIt() {
        Queue<String> asked = new ConcurrentLinkedQueue<>();
        try (Console console = Console.loggedIn()) {
            console.heading("Patients").waitFor();
            console.page().route("**/api/patients/feed", route -> answer(route, asked));
            console.link("Live feed").click();

            assertThat(console.page().locator("[data-seen='" + EVENTS + "']")).isVisible();
            assertThat(console.page().locator(".feed-table tbody tr")).hasCount(SHOWN);
            assertThat(console.page().locator(".feed-table tbody td").first()).hasText(String.valueOf(EVENTS));
            console.page().waitForCondition(() -> asked.contains(String.valueOf(EVENTS)));
        }
        assertThat(asked.peek()).as("it begins where the view is").matches("\\d+");
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(asked).as("no hole").contains(String.valueOf(EVENTS)));
    }

    /** The page answers while they come, stays as small as it is, and misses none. */
    @Test
    void showsASteadyStreamAndAnswersMeanwhile() throws IOException {
        try (SteadyFeed feed = SteadyFeed.of(PER_SECOND);
                Console console = Console.loggedIn()) {
            Page page = console.page();
            console.heading("Patients").waitFor();
            page.route("**/api/patients/feed", route -> route.resume(new Route.ResumeOptions().setUrl(feed.url())));
            console.link("Live feed").click();
            page.evaluate(WATCH);
            page.waitForFunction(
                    "least => Number(document.querySelector('[data-seen]')?.dataset.seen) > least", SHOWN, PATIENT);

            console.button("Pause").click();
            assertThat(page.getByText("Paused", new Page.GetByTextOptions().setExact(true)))
                    .isVisible();
            console.button("Resume").click();
            feed.endAfter(STEADY_EVENTS);

            page.waitForFunction(
                    "last => document.querySelector('[data-last]').dataset.last === last",
                    String.valueOf(feed.end()),
                    PATIENT);
            assertThat(page.locator("[data-seen]")).hasAttribute("data-seen", String.valueOf(feed.events()));
            assertThat(page.locator(".feed-table tbody tr")).hasCount(SHOWN);
            Map<?, ?> watched = (Map<?, ?>) page.evaluate("() => watched");
            LOG.info("{} events at {} a second: {}", feed.events(), PER_SECOND, watched);
            assertThat(number(watched, "rows")).as("rows at any moment").isLessThanOrEqualTo(SHOWN);
            assertThat(number(watched, "elements")).as("elements at any moment").isLessThan(MOST_ELEMENTS);
        }
    }

    private static int number(Map<?, ?> watched, String name) {
        return ((Number) Objects.requireNonNull(watched.get(name))).intValue();
    }

    /** All at once at first, and then nothing more. */
    private static void answer(Route route, Queue<String> asked) {
        String last = route.request().headers().getOrDefault("last-event-id", "");
        asked.add(last);
        String body = asked.size() == 1
                ? IntStream.rangeClosed(1, EVENTS).mapToObj(FeedPageIT::event).collect(Collectors.joining())
                : ":nothing\n\n";
        route.fulfill(
                new Route.FulfillOptions().setContentType("text/event-stream").setBody(body));
    }

    private static String event(int position) {
        return "id:" + position + "\nevent:PatientAmended\ndata:{\"position\":" + position
                + ",\"type\":\"PatientAmended\",\"patientId\":\"0b87ae8f-5a7a-4d0a-9d5e-0f3f2b1c4d5e\","
                + "\"time\":\"2026-01-15T09:30:00Z\",\"who\":\"somebody@example.org\",\"changed\":[\"phone\"]}\n\n";
    }
}
