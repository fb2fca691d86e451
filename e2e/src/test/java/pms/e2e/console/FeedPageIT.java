package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Route;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More events than anybody can read. */
class FeedPageIT {

    private static final int EVENTS = 5_000;
    private static final int SHOWN = 100;

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
