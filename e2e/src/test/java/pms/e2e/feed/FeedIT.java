package pms.e2e.feed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static pms.e2e.TheSystem.asUser;
import static pms.e2e.TheSystem.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Feed;
import pms.e2e.client.FeedEvent;

class FeedIT {
    @Test
    void showsANewPatientToAClientThatHasTheFeedOpen() {
        try (Feed feed = Feed.open(gateway(), "", Map.of())) {
            Registered registered = Patients.register(Patients.minimal());
            FeedEvent event = await().atMost(30, SECONDS)
                    .until(() -> feed.at(registered.position()), java.util.Optional::isPresent)
                    .orElseThrow();
            assertThat(event.name()).isEqualTo("PatientRegistered");
            assertThat(event.patientId()).isEqualTo(registered.id());
            assertThat(feed.positions()).as("only what is new").allMatch(it -> it >= registered.position() - 50);
        }
    }

    @Test
    void tellsEverythingFromTheBeginningEachOnceAndInOrder() {
        Registered last = Patients.register(Patients.minimal());
        try (Feed feed = Feed.after(gateway(), 0)) {
            await().atMost(60, SECONDS).until(() -> feed.has(last.position()));
            List<Long> upToLast = feed.positions().stream()
                    .filter(position -> position <= last.position())
                    .toList();
            assertThat(upToLast)
                    .as("gapless from 1, each once, in order")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last.position()).boxed().toList());
        }
    }

    @Test
    void hasNoHoleForAClientThatComesBackWithItsLastId() {
        List<Long> seen = new ArrayList<>();
        Registered first = Patients.register(Patients.minimal());
        long after = first.position() - 1;
        for (int connection = 0; connection < 5; connection++) {
            Registered next = Patients.register(Patients.minimal());
            try (Feed feed = Feed.after(gateway(), after)) {
                await().atMost(30, SECONDS).until(() -> feed.has(next.position()));
                seen.addAll(feed.positions());
            }
            after = seen.getLast();
            Patients.register(Patients.minimal());
        }
        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(first.position(), seen.getLast())
                        .boxed()
                        .toList());
    }

    @Test
    void showsOnePatientAloneWhenAsked() {
        Registered mine = Patients.register(Patients.minimal());
        try (Feed feed = Feed.open(gateway(), "?patient=" + mine.id(), Map.of("Last-Event-ID", "0"))) {
            Patients.register(Patients.minimal());
            long position = gateway().delete(mine.path()).position();
            await().atMost(30, SECONDS).until(() -> feed.has(position));
            assertThat(feed.events()).extracting(FeedEvent::patientId).containsOnly(mine.id());
            assertThat(feed.events())
                    .extracting(FeedEvent::name)
                    .contains("PatientRegistered", "PatientDeactivated")
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsAQuietConnectionAliveWithComments() {
        Registered mine = Patients.register(Patients.minimal());
        try (Feed feed = Feed.open(gateway(), "?patient=" + mine.id(), Map.of())) {
            await().atMost(45, SECONDS).until(() -> feed.comments() > 0);
            assertThat(feed.isEnded()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "1.5", "99999999999999999999"})
    void refusesALastIdThatIsNone(String lastEventId) {
        asUser().accept("text/event-stream")
                .header("Last-Event-ID", lastEventId)
                .get("/api/patients/feed")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid-parameter"));
    }

    @Test
    void refusesAPatientThatIsNoUuid() {
        asUser().accept("text/event-stream")
                .queryParam("patient", "me")
                .get("/api/patients/feed")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-parameter"));
    }
}
