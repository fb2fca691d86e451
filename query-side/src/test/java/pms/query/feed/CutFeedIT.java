package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.query.Given.amended;
import static pms.query.Given.person;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pms.access.Role;
import pms.query.App;
import pms.query.TestTrust;

/** A client that does not take what there is for it. */
class CutFeedIT {

    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final String LONG = "x".repeat(400);
    private static App app;

    @BeforeAll
    static void start() {
        app = new App(
                "cutfeed", "--pms.feed.patience=1s", "--pms.connections.patience=4s", "--pms.connections.sent=4KB");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void isToldThatItIsCutAndGoesOnWithoutAHole() throws IOException {
        long before = app.relay().position();
        try (RawFeed slow = open("slow", before)) {
            await().atMost(SseClient.PATIENCE).until(() -> slow.read().has(":open"));
            sendUntilCut("slow");
            await().atMost(SseClient.PATIENCE).until(() -> slow.read().isComplete());
            assertThat(slow.has("\n:cut: events were taken too slowly")).isTrue();
            List<Long> seen = slow.positions();
            assertThat(seen)
                    .as("up to where it was cut")
                    .isEqualTo(LongStream.rangeClosed(before + 1, seen.getLast())
                            .boxed()
                            .toList());
            assertThat(seen.getLast())
                    .as("no more than fits is on the way")
                    .isLessThan(app.relay().position());
            assertThat(new SseClient(app, "slow")
                            .events(seen.getLast())
                            .map(SseClient::position)
                            .takeUntil(position -> position == app.relay().position())
                            .collectList()
                            .block(SseClient.PATIENCE))
                    .isEqualTo(LongStream.rangeClosed(
                                    seen.getLast() + 1, app.relay().position())
                            .boxed()
                            .toList());
        }
    }

    @Test
    void isClosedWhenItDoesNotEvenTakeTheNote() throws IOException {
        try (RawFeed dead = open("dead", app.relay().position())) {
            await().atMost(SseClient.PATIENCE).until(() -> dead.read().has(":open"));
            sendUntilCut("dead");
            await().atMost(SseClient.PATIENCE).until(dead::isReset);
        }
    }

    @Test
    void isNotCutWhenItIsSlowButTakesWhatComes() throws IOException {
        long before = app.relay().position();
        try (RawFeed steady = open("steady", before)) {
            for (int n = 0; n < 200; n++) {
                send();
                steady.read();
            }
            await().atMost(SseClient.PATIENCE)
                    .until(() -> steady.read().has("id:" + app.relay().position() + "\n"));
            assertThat(steady.has(":cut")).isFalse();
        }
    }

    private static RawFeed open(String user, long after) throws IOException {
        return new RawFeed(URI.create(app.url()).getPort(), TestTrust.TOKENS.good(user, Role.CLINICIAN), after);
    }

    /** As the events flow, the client has had more than the buffers take in a moment. */
    private static void sendUntilCut(String user) {
        await().atMost(SseClient.PATIENCE).until(() -> {
            send();
            return app.bean(OpenFeeds.class).openOf(user) == 0;
        });
    }

    private static void send() {
        app.relay().send(ADA, amended(ADA, 2, person("Ada Slow").setAddress(LONG)));
    }
}
