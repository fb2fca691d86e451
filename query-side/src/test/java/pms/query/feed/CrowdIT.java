package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;
import static pms.query.Given.accountOpened;
import static pms.query.Given.amended;
import static pms.query.Given.person;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pms.access.Role;
import pms.query.ShippedApp;
import pms.query.TestTrust;

/** As many clients of the feed as one instance takes, at the service with the memory that it gets on one machine. */
class CrowdIT {

    private static final int CLIENTS = 2_000;
    private static final int OF_ONE_USER = 100;
    private static final int FLOOD = 1_000;
    private static final int HEAP_MEGABYTES = 160;
    private static final long FILES_NEEDED = CLIENTS + 1_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final String LONG = "x".repeat(400);

    private static ShippedApp app;

    private final List<RawFeed> crowd = new ArrayList<>();

    @BeforeAll
    static void start() {
        assumeThat(ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                        .getMaxFileDescriptorCount())
                .as("ulimit -n, of this process and the service's")
                .isGreaterThanOrEqualTo(FILES_NEEDED);
        app = new ShippedApp(
                "crowd",
                HEAP_MEGABYTES,
                Map.of(
                        "PMS_FEED_PATIENCE", "5s",
                        "PMS_FEED_KEEPALIVE", "1s",
                        "PMS_CONNECTIONS_SENT", "8KB",
                        "PMS_FEED_INALL", Integer.toString(CLIENTS + 10),
                        "PMS_CONNECTIONS_PATIENCE", "10m")); // the note is there when it is looked for
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
        }
    }

    /** The next test finds all places free. */
    @AfterEach
    void leave() {
        try (EndedFeeds ended = new EndedFeeds("crowd")) {
            int open =
                    (int) crowd.stream().filter(client -> !client.isComplete()).count();
            crowd.forEach(RawFeed::close);
            await().atMost(PATIENCE).until(() -> ended.count() >= open);
        }
    }

    @Test
    void eachOfTwoThousandIdleClientsGetsTheEventWhenOneComes() throws IOException {
        long before = app.relay().position();
        come(before);
        await().atMost(PATIENCE).until(() -> all(":alive"));
        for (int n = 1; n <= 3; n++) {
            long position = app.relay().send(ADA, accountOpened(ADA, "A-" + n));
            await().atMost(PATIENCE).until(() -> all("id:" + position + "\n"));
        }
        assertThat(crowd)
                .allSatisfy(client -> assertThat(client.positions())
                        .isEqualTo(LongStream.rangeClosed(before + 1, before + 3)
                                .boxed()
                                .toList()));
        assertStillThere();
    }

    @Test
    void twoThousandClientsThatReadNothingHarmNobodyAndCanGoOnWithoutAHole() throws IOException {
        long before = app.relay().position();
        come(before);
        try (RawFeed good = reader("good", before);
                EndedFeeds ended = new EndedFeeds("crowd")) {
            await().atMost(PATIENCE).until(() -> good.read().has(":open"));
            List<ProducerRecord<String, byte[]>> flood = IntStream.range(0, FLOOD)
                    .mapToObj(n -> app.relay()
                            .next(ADA, amended(ADA, 2, person("Ada " + n).setAddress(LONG))))
                    .toList();
            app.relay().publish(flood);
            long last = app.relay().position();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> good.read().has("id:" + last + "\n"));
            assertThat(good.positions()).isEqualTo(positions(before + 1, last));
            assertThat(good.has(":cut")).isFalse();
            await().atMost(PATIENCE).until(() -> ended.count() >= CLIENTS);
            await().atMost(PATIENCE).until(() -> all(":cut"));
            assertThat(crowd)
                    .allSatisfy(client -> assertThat(client.positions())
                            .as("up to where it was cut")
                            .isEqualTo(positions(before + 1, client.positions().getLast())));
            assertGoesOn(crowd.getFirst().positions().getLast(), last);
        }
        assertStillThere();
    }

    private static void assertGoesOn(long after, long last) throws IOException {
        try (RawFeed again = reader("crowd-0", after)) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> again.read().has("id:" + last + "\n"));
            assertThat(again.positions()).isEqualTo(positions(after + 1, last));
        }
    }

    /** Until each has its feed; who is told to come again does so, as on a machine that has just begun. */
    private void come(long after) throws IOException {
        for (int n = 0; n < CLIENTS; n++) {
            crowd.add(client(n, after));
        }
        await().atMost(PATIENCE).until(() -> {
            for (int n = 0; n < CLIENTS; n++) {
                if (crowd.get(n).read().has("Retry-After")) {
                    crowd.get(n).close();
                    crowd.set(n, client(n, after));
                }
            }
            return all(":open");
        });
    }

    private static RawFeed client(int number, long after) throws IOException {
        return client("crowd-" + number / OF_ONE_USER, after);
    }

    private boolean all(String text) {
        return crowd.stream().filter(client -> !client.read().has(text)).count() == 0;
    }

    private static RawFeed client(String user, long after) throws IOException {
        return new RawFeed(app.process().port(), TestTrust.TOKENS.good(user, Role.CLINICIAN), after);
    }

    private static RawFeed reader(String user, long after) throws IOException {
        return new RawFeed(
                app.process().port(), TestTrust.TOKENS.good(user, Role.CLINICIAN), after, RawFeed.MUCH_ROOM_BYTES);
    }

    private static void assertStillThere() {
        assertThat(app.process().isAlive()).as(app.process().output()).isTrue();
        assertThat(app.process().output()).doesNotContain("OutOfMemory", "OutOfDirectMemory");
        assertThat(app.client(TestTrust.TOKENS.good(Role.ADMIN))
                        .get()
                        .uri("/api/patients")
                        .retrieve()
                        .toBodilessEntity()
                        .map(answer -> answer.getStatusCode().value())
                        .block(PATIENCE))
                .isEqualTo(200);
    }

    private static List<Long> positions(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
