package pms.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import pms.projection.rebuild.CountingService.Version;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RebuildIT {
    /** So many events may wait to be applied: who writes ever faster is never caught up with. */
    private static final long AHEAD = 2_000;

    @Test
    void isEqualAndTakesOverThoughCommandsGoOn() {
        String password = CountingService.newDatabase("going_on");
        try (var topic = new CountedTopic("going_on");
                var service = new CountingService("going_on", password, Version.FIRST)) {
            topic.write(2_000);
            var writing = new AtomicBoolean(true);
            var writer = Flux.range(0, Integer.MAX_VALUE)
                    .takeWhile(n -> writing.get())
                    .doOnNext(n -> {
                        topic.write(37);
                        service.await(Math.max(1, topic.last() - AHEAD));
                    })
                    .subscribeOn(Schedulers.boundedElastic())
                    .then()
                    .toFuture();
            service.await(1_000);
            assertSwitched(service.rebuild(), 2);
            assertSwitched(service.rebuild(), 3);
            writing.set(false);
            writer.join();
            assertCounted(service, topic);
        }
    }

    @Test
    void goesOnAfterItWasKilledAtAnyMoment() {
        String password = CountingService.newDatabase("killed_rebuild");
        var random = new Random(7);
        try (var topic = new CountedTopic("killed_rebuild")) {
            topic.write(3_000);
            UUID id;
            try (var service = new CountingService("killed_rebuild", password, slow())) {
                service.await(topic.last());
                id = service.begun();
            }
            for (int kill = 0; kill < 10; kill++) {
                try (var service = new CountingService("killed_rebuild", password, slow())) {
                    topic.write(20);
                    assertThat(Mono.delay(Duration.ofMillis(random.nextInt(400)))
                                    .then(service.rebuilds().one(id))
                                    .block())
                            .isNotNull();
                }
            }
            try (var service = new CountingService("killed_rebuild", password, Version.FIRST)) {
                assertSwitched(service.ended(id), 2);
                service.await(topic.last());
                assertCounted(service, topic);
            }
        }
    }

    private static Version slow() {
        return new Version(1, false, Map.of("pms.rebuild.batch-size", 1, "pms.rebuild.parallelism", 1));
    }

    @Test
    void goesBackToTheGenerationBeforeAndForwardAgain() {
        String password = CountingService.newDatabase("back");
        try (var topic = new CountedTopic("back");
                var service = new CountingService("back", password, Version.FIRST)) {
            topic.write(500);
            service.await(topic.last());
            var rebuild = service.rebuild();
            topic.write(500);
            service.await(topic.last());

            var back = service.ended(CountingService.id(service.rebuilds().rollback(rebuild.id())));
            assertSwitched(back, 1);
            assertCounted(service, topic);
            topic.write(100);
            service.await(topic.last());
            assertSwitched(service.ended(CountingService.id(service.rebuilds().rollback(back.id()))), 2);
            assertCounted(service, topic);
            assertThatThrownBy(() -> service.rebuilds().rollback(back.id()).block())
                    .as("its generation is not live now")
                    .isInstanceOf(RebuildRefusal.class);
        }
    }

    @Test
    void keepsOneFormerGenerationForATime() {
        String password = CountingService.newDatabase("former");
        var keptBriefly = new Version(1, false, Map.of("pms.rebuild.keep-former", "1s"));
        try (var topic = new CountedTopic("former")) {
            try (var service = new CountingService("former", password, Version.FIRST)) {
                topic.write(100);
                service.await(topic.last());
                assertSwitched(service.rebuild(), 2);
                assertSwitched(service.rebuild(), 3);
                awaitSchemas(service, "views", "views_2");
            }
            try (var service = new CountingService("former", password, keptBriefly)) {
                awaitSchemas(service, "views");
                assertThat(service.strings("select distinct projection from projection_partition"))
                        .containsExactly("counting");
            }
        }
    }

    @Test
    void doesNotSwitchWhenTheGenerationsDifferUntilToldTo() {
        String password = CountingService.newDatabase("different");
        try (var topic = new CountedTopic("different");
                var service = new CountingService("different", password, Version.FIRST)) {
            topic.write(500);
            service.await(topic.last());
            service.strings("update total set entries = entries + 1 returning 1");

            var rebuild = service.rebuild();

            assertThat(rebuild.state()).isEqualTo(Rebuild.State.DIFFERENT);
            assertThat(rebuild.comparison())
                    .extracting(Compared::view, Compared::equal)
                    .containsExactly(tuple("counts", true), tuple("total", false));
            assertThat(service.string("select entries from total")).isEqualTo("501");
            assertSwitched(service.ended(CountingService.id(service.rebuilds().switchTo(rebuild.id()))), 2);
            assertCounted(service, topic);
        }
    }

    @Test
    void seesThatTwoRowsHaveExchangedAValue() {
        String password = CountingService.newDatabase("exchanged");
        try (var topic = new CountedTopic("exchanged");
                var service = new CountingService("exchanged", password, Version.FIRST)) {
            topic.write(500);
            service.await(topic.last());
            assertThat(service.strings("""
                            with ends as (select (select c from subject_count c order by last limit 1) one,
                                                 (select c from subject_count c order by last desc limit 1) other)
                            update subject_count c
                               set last = case c.subject when (one).subject then (other).last else (one).last end
                              from ends where c.subject in ((one).subject, (other).subject)
                            returning c.subject""")).hasSize(2);

            assertThat(service.rebuild().comparison())
                    .anyMatch(view -> view.view().equals("counts") && !view.equal());
        }
    }

    @Test
    void leavesNothingBehindWhenItIsCancelled() {
        String password = CountingService.newDatabase("cancelled");
        try (var topic = new CountedTopic("cancelled");
                var service = new CountingService("cancelled", password, slow())) {
            topic.write(3_000);
            service.await(topic.last());
            UUID id = service.begun();
            CountingService.eventually(service.rebuilds().one(id), rebuild -> rebuild.done() > 10);
            assertThatThrownBy(() -> service.rebuilds().begin("total", true).block())
                    .as("one at a time")
                    .isInstanceOfSatisfying(
                            RebuildRefusal.class,
                            refusal -> assertThat(refusal.detail()).contains(id.toString()));

            assertThat(service.rebuilds().cancel(id).block()).isNotNull();

            awaitSchemas(service, "views");
            assertThat(service.ended(id).state()).isEqualTo(Rebuild.State.CANCELLED);
            assertThat(service.strings("select distinct projection from projection_partition"))
                    .containsExactly("counting");
            assertCounted(service, topic);
        }
    }

    @Test
    void takesTurnsWhereTwoInstancesCouldWorkAtIt() {
        String password = CountingService.newDatabase("two");
        try (var topic = new CountedTopic("two");
                var first = new CountingService("two", password, Version.FIRST);
                var second = new CountingService("two", password, Version.FIRST)) {
            topic.write(2_000);
            first.await(topic.last());
            assertSwitched(first.rebuild(), 2);
            topic.write(500);
            assertSwitched(second.rebuild(), 3);
            second.await(topic.last());
            assertCounted(first, topic);
        }
    }

    @Test
    void buildsAViewThatIsNewOrChangedWhenTheServiceStarts() {
        String password = CountingService.newDatabase("changed");
        try (var topic = new CountedTopic("changed")) {
            topic.write(1_000);
            try (var service = new CountingService("changed", password, Version.FIRST)) {
                service.await(topic.last());
            }
            topic.write(200);
            try (var service = new CountingService("changed", password, new Version(2, false, Map.of()))) {
                var rebuild =
                        CountingService.eventually(service.rebuilds().all().next(), latest -> !latest.isRunning());
                assertSwitched(rebuild, 2);
                assertThat(rebuild.view()).isEqualTo("total");
                assertThat(rebuild.comparison())
                        .as("what changed is not compared")
                        .extracting(Compared::view)
                        .containsExactly("counts");
                service.await(topic.last());
                assertCounted(service, topic);
            }
        }
    }

    static void assertSwitched(Rebuild rebuild, int generation) {
        assertThat(rebuild.state()).as("%s", rebuild).isEqualTo(Rebuild.State.SWITCHED);
        assertThat(rebuild.generation()).isEqualTo(generation);
    }

    private static void assertCounted(CountingService service, CountedTopic topic) {
        service.await(topic.last());
        assertThat(service.strings(CountedTopic.SELECT)).isEqualTo(CountedTopic.counted(topic.last()));
        assertThat(service.string("select entries from total")).isEqualTo(Long.toString(topic.last()));
    }

    private static void awaitSchemas(CountingService service, String... expected) {
        CountingService.eventually(
                service.database
                        .sql("select nspname::text from pg_namespace where nspname like 'views%' order by 1")
                        .map(row -> String.valueOf(row.get(0)))
                        .all()
                        .collectList(),
                List.of(expected)::equals);
    }
}
