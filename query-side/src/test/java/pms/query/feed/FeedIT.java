package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.accountOpened;
import static pms.query.Given.amended;
import static pms.query.Given.deactivated;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.springframework.http.codec.ServerSentEvent;
import pms.query.App;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class FeedIT {

    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final Room ROOM = new Room() {
        @Override
        public Mono<Boolean> free() {
            return Mono.just(true);
        }

        @Override
        public Mono<Boolean> now() {
            return Mono.just(true);
        }
    };
    private static App app;
    private static SseClient feed;

    @BeforeAll
    static void start() {
        app = new App("feed", "--pms.feed.recent=8", "--pms.feed.page=3");
        feed = new SseClient(app, "reader");
        app.relay().send(ADA, registered(ADA, person("Ada First")));
        app.relay().send(ADA, amended(ADA, 2, person("Ada Second").setPhone("+49 1")));
        app.relay().send(ADA, accountOpened(ADA, "A-1"));
        app.relay().send(ADA, deactivated(ADA, 3));
        app.patient(ADA).expectStatus().isOk();
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void tellsWhatEachEventSays() throws Exception {
        List<ServerSentEvent<String>> events = feed.events(0L)
                .take(4)
                .collectList()
                .blockOptional(SseClient.PATIENCE)
                .orElseThrow();
        assertThat(events)
                .extracting(ServerSentEvent::event)
                .containsExactly("PatientRegistered", "PatientAmended", "BillingAccountOpened", "PatientDeactivated");
        JSONAssert.assertEquals("""
                {"position": 2, "type": "PatientAmended", "patientId": "00000000-0000-4000-8000-000000000001",
                 "time": "2026-03-01T00:00:02Z", "who": "nurse@example.org", "version": 2, "changed": ["name", "phone"],
                 "patient": {"id": "00000000-0000-4000-8000-000000000001", "name": "Ada Second", "phone": "+49 1",
                   "address": "1 Test Road", "dateOfBirth": "1984-03-09", "gender": "female", "identifiers": [],
                   "registeredDate": "2026-02-28", "status": "ACTIVE", "version": 2}}
                """, events.get(1).data(), true);
        JSONAssert.assertEquals("""
                {"position": 3, "type": "BillingAccountOpened", "patientId": "00000000-0000-4000-8000-000000000001",
                 "time": "2026-03-01T00:00:03Z", "who": "nurse@example.org", "accountId": "A-1"}
                """, events.get(2).data(), true);
        JSONAssert.assertEquals("""
                {"version": 3, "changed": ["status"], "patient": {"name": "Ada Second", "status": "DEACTIVATED"}}
                """, events.get(3).data(), false);
    }

    @Test
    void startsWithWhatComesFromNowOn() {
        StepVerifier.create(feed.all(null, ""))
                .assertNext(first -> assertThat(first.comment()).isEqualTo("open"))
                .then(() -> app.relay().send(ADA, accountOpened(ADA, "A-2")))
                .assertNext(event -> assertThat(SseClient.position(event))
                        .isEqualTo(app.relay().position()))
                .thenCancel()
                .verify(SseClient.PATIENCE);
    }

    @Test
    void showsOnePatientOnlyWhenAskedTo() {
        UUID other = UUID.randomUUID();
        StepVerifier.create(feed.all(0L, "?patient=" + other).filter(event -> event.id() != null))
                .then(() -> {
                    app.relay().send(ADA, accountOpened(ADA, "A-3"));
                    app.relay().send(other, registered(other, person("Other")));
                    app.relay().send(ADA, accountOpened(ADA, "A-4"));
                    app.relay().send(other, deactivated(other, 2));
                })
                .assertNext(event -> assertThat(event.event()).isEqualTo("PatientRegistered"))
                .assertNext(event -> assertThat(event.event()).isEqualTo("PatientDeactivated"))
                .thenCancel()
                .verify(SseClient.PATIENCE);
    }

    @Test
    void showsNothingAboveAPositionThatIsNotAppliedYet() {
        UUID slow = UUID.randomUUID();
        var late = app.relay().next(slow, registered(slow, person("Late")));
        long hole = app.relay().position();
        UUID quick = otherPartition(slow);
        app.relay().send(quick, registered(quick, person("Early")));
        app.client().get().uri("/api/patients/{id}", quick).exchange();
        StepVerifier.create(feed.events(hole - 1).map(SseClient::position))
                .then(() -> app.relay().publish(late))
                .expectNext(hole, hole + 1)
                .thenCancel()
                .verify(SseClient.PATIENCE);
    }

    @Test
    void aClientThatReconnectsAtRandomSeesEachEventOnceInOrder() {
        long first = app.relay().position() + 1;
        long last = first + 299;
        Mono<Void> writer = Mono.<Void>fromRunnable(
                        () -> LongStream.rangeClosed(first, last).forEach(position -> send(position)))
                .subscribeOn(Schedulers.boundedElastic());
        List<Mono<List<Long>>> clients = LongStream.range(0, 6)
                .mapToObj(seed -> readWithBreaks(new SseClient(app, "reader-" + seed), first, last, new Random(seed)))
                .toList();
        List<List<Long>> seen = Flux.merge(clients)
                .collectList()
                .zipWith(writer.thenReturn(true), (lists, done) -> lists)
                .blockOptional(SseClient.PATIENCE)
                .orElseThrow();
        List<Long> each = LongStream.rangeClosed(first, last).boxed().toList();
        assertThat(seen)
                .hasSize(6)
                .allSatisfy(positions -> assertThat(positions).isEqualTo(each));
    }

    /** Over all partitions. */
    private static void send(long n) {
        UUID patientId = new UUID(0x4000, n % 25);
        app.relay().send(patientId, accountOpened(patientId, "R-" + n));
    }

    /** Breaks off after a random number of events, often in the middle of what is ready, and resumes by the last id. */
    private static Mono<List<Long>> readWithBreaks(SseClient client, long first, long last, Random random) {
        List<Long> seen = new ArrayList<>();
        return Flux.defer(() -> client.events(seen.isEmpty() ? first - 1 : seen.getLast())
                        .map(SseClient::position)
                        .take(1 + random.nextInt(20))
                        .takeUntil(position -> position >= last)
                        .doOnNext(seen::add))
                .repeat(() -> seen.isEmpty() || seen.getLast() < last)
                .then(Mono.fromSupplier(() -> seen));
    }

    @Test
    void aClientThatIsSlowMissesNothingAndHoldsUpNobody() {
        long first = app.relay().position() + 1;
        long last = first + 99;
        Flux<Long> slow = app.bean(Feed.class).after(first - 1, null, ROOM).map(FeedEvent::position);
        StepVerifier.create(slow, 1)
                .then(() -> LongStream.rangeClosed(first, last).forEach(FeedIT::send))
                .expectNext(first)
                .then(() -> assertThat(feed.events(first - 1).take(100).count().block(SseClient.PATIENCE))
                        .as("another client sees them all meanwhile")
                        .isEqualTo(100))
                .thenRequest(10)
                .expectNextSequence(
                        LongStream.rangeClosed(first + 1, first + 10).boxed().toList())
                .thenRequest(Long.MAX_VALUE)
                .expectNextSequence(
                        LongStream.rangeClosed(first + 11, last).boxed().toList())
                .thenCancel()
                .verify(SseClient.PATIENCE);
    }

    private static UUID otherPartition(UUID than) {
        UUID other = UUID.randomUUID();
        return partition(other) == partition(than) ? otherPartition(than) : other;
    }

    private static int partition(UUID key) {
        byte[] bytes = key.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return org.apache.kafka.clients.producer.internals.BuiltInPartitioner.partitionForKey(bytes, 12);
    }
}
