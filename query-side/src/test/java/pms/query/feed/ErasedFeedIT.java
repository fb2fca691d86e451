package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.amended;
import static pms.query.Given.deactivated;
import static pms.query.Given.erased;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.springframework.http.codec.ServerSentEvent;
import pms.query.App;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class ErasedFeedIT {

    private static App app;

    @BeforeAll
    static void start() {
        app = new App("erasedfeed");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void forgetsInTheBufferWhatIsToldOfAtOnce() {
        UUID id = UUID.randomUUID();
        withBuffered(id, buffered -> {
            app.keys().destroy(id);
            assertForgotten(buffered);
        });
    }

    @Test
    void forgetsInTheBufferWhoseErasurePasses() {
        UUID id = UUID.randomUUID();
        withBuffered(id, buffered -> {
            app.keys().destroyUntold(id);
            app.relay().send(id, erased(id, 3));
            assertForgotten(buffered);
        });
    }

    @Test
    void tellsAClientThatReconnectsEachEventWithoutContent() throws Exception {
        UUID id = UUID.randomUUID();
        long first = app.relay().send(id, registered(id, person("Reconnecting Mark")));
        app.relay().send(id, amended(id, 2, person("Reconnected Mark")));
        app.relay().send(id, deactivated(id, 3));
        app.keys().destroy(id);
        app.relay().send(id, erased(id, 4));
        app.patient(id).expectStatus().isNotFound();
        List<ServerSentEvent<String>> events = new SseClient(app, "reader")
                .events(first - 1)
                .take(4)
                .collectList()
                .blockOptional(SseClient.PATIENCE)
                .orElseThrow();
        assertThat(events)
                .extracting(ServerSentEvent::event)
                .containsExactly("PatientRegistered", "PatientAmended", "PatientDeactivated", "PatientErased");
        for (int n = 0; n < 4; n++) {
            JSONAssert.assertEquals(
                    """
                    {"position": %d, "type": "%s", "patientId": "%s", "time": "2026-03-01T00:00:%02dZ",
                     "who": "nurse@example.org", "version": %d}
                    """.formatted(first + n, events.get(n).event(), id, first + n, n + 1),
                    events.get(n).data(),
                    true);
        }
    }

    @Test
    void waitsWhileTheKeyServiceIsAwayAndMissesNothing() {
        UUID id = UUID.randomUUID();
        long first = app.relay().send(id, registered(id, person("Patient Reader")));
        app.patient(id).expectStatus().isOk();
        app.whileDown(() -> app.keys().leave());
        int asked = app.keys().requests().size();
        var reading = new SseClient(app, "reader")
                .events(first - 1)
                .next()
                .timeout(SseClient.PATIENCE)
                .toFuture();
        assertThat(Flux.defer(() -> Flux.just(app.keys().requests().size()))
                        .repeat()
                        .subscribeOn(Schedulers.boundedElastic())
                        .any(requests -> requests > asked + 3)
                        .block(SseClient.PATIENCE))
                .as("it is tried again")
                .isTrue();
        app.keys().comeBack();
        assertThat(reading.join().data()).contains("Patient Reader");
    }

    /** With the two events of a patient as a slow client of the feed holds them, content and all. */
    private static void withBuffered(UUID id, Consumer<List<FeedEvent>> then) {
        FeedTail tail = app.bean(FeedTail.class);
        var open = tail.reach().subscribe();
        app.relay().send(id, registered(id, person("Buffered Mark")));
        app.relay().send(id, amended(id, 2, person("Buffered Mark")));
        List<FeedEvent> buffered = tail.reach()
                .map(reach -> reach.recent().get().events().stream()
                        .filter(event -> event.patientId().equals(id))
                        .toList())
                .filter(events -> events.size() == 2)
                .blockFirst(SseClient.PATIENCE);
        assertThat(buffered)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.data()).contains("Buffered Mark"));
        then.accept(Objects.requireNonNull(buffered));
        open.dispose();
    }

    private static void assertForgotten(List<FeedEvent> events) {
        assertThat(Flux.defer(() ->
                                Flux.just(events.stream().map(FeedEvent::data).toList()))
                        .repeat()
                        .subscribeOn(Schedulers.boundedElastic())
                        .any(data -> data.stream().noneMatch(json -> json.contains("Buffered Mark")))
                        .block(SseClient.PATIENCE))
                .isTrue();
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(event.data()).contains("\"version\"").doesNotContain("changed"));
    }
}
