package pms.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import pms.projection.rebuild.CountingService.Version;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Readers with prepared statements on pooled connections while generations are built, switched and rolled back. */
class ReadersIT {
    /** So many events may wait to be applied: who writes ever faster is never caught up with. */
    private static final long AHEAD = 2_000;

    private static final int READERS = 4;

    @Test
    void neverFailNorSeeAViewThatIsHalfBuilt() {
        String password = CountingService.newDatabase("readers");
        try (var topic = new CountedTopic("readers");
                var service = new CountingService("readers", password, Version.FIRST);
                var other = new CountingService("readers", password, Version.FIRST)) {
            topic.write(1_000);
            service.await(topic.last());
            var going = new AtomicBoolean(true);
            var reads = new AtomicLong();
            var readers = Flux.range(0, READERS)
                    .flatMap(n -> reader(other, going, reads), READERS)
                    .then()
                    .toFuture();
            var writer = Flux.range(0, Integer.MAX_VALUE)
                    .takeWhile(n -> going.get())
                    .doOnNext(n -> {
                        topic.write(7);
                        service.await(Math.max(1, topic.last() - AHEAD));
                    })
                    .subscribeOn(Schedulers.boundedElastic())
                    .then()
                    .toFuture();

            for (int generation = 2; generation <= 4; generation++) {
                var rebuild = service.rebuild();
                assertThat(rebuild.state()).isEqualTo(Rebuild.State.SWITCHED);
                assertThat(service.ended(CountingService.id(service.rebuilds().rollback(rebuild.id())))
                                .state())
                        .isEqualTo(Rebuild.State.SWITCHED);
            }
            going.set(false);
            writer.join();
            readers.join();
            assertThat(reads.get()).as("reads").isGreaterThan(100);
        }
    }

    /** Both tables tell the same story, and it never goes back. */
    private static Mono<Void> reader(CountingService service, AtomicBoolean going, AtomicLong reads) {
        var seen = new AtomicLong();
        return Flux.range(0, Integer.MAX_VALUE)
                .takeWhile(n -> going.get())
                .concatMap(n -> service.database
                        .sql("""
                                select (select coalesce(sum(entries), 0)::bigint from subject_count),
                                       (select entries from total)
                                """)
                        .map(row -> {
                            long counted = Objects.requireNonNull(row.get(0, Long.class));
                            assertThat(row.get(1, Long.class)).isEqualTo(counted);
                            assertThat(counted).isGreaterThanOrEqualTo(seen.getAndSet(counted));
                            return counted;
                        })
                        .one())
                .doOnNext(counted -> reads.incrementAndGet())
                .then();
    }
}
