package pms.projection.rebuild;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.projection.CatchUp;
import pms.projection.Projection;
import pms.projection.Uninterrupted;
import pms.projection.generation.Generation;
import pms.projection.generation.GenerationStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Works at one rebuild until it has ended. What it has done is in the database step by step: whoever begins anew goes on
 * from there.
 */
final class RebuildRun {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRun.class);
    private static final int MOST_ROUNDS = 20;
    private static final int COMPARISONS = 3;
    private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(1);

    private final Parts parts;
    private final Rebuild rebuild;
    private final CatchUp catchUp;

    /** @param connections outside the pool */
    record Parts(
            GenerationStore generations,
            RebuildStore rebuilds,
            Switching switching,
            Comparison comparison,
            Projection projection,
            TransactionalOperator transaction,
            ConnectionFactory connections,
            RebuildSettings settings) {}

    RebuildRun(Parts parts, Rebuild rebuild, CatchUp catchUp) {
        this.parts = parts;
        this.rebuild = rebuild;
        this.catchUp = catchUp;
    }

    /** Fails with {@link pms.projection.RebuildEnded} when somebody else ended it. */
    Mono<Void> toItsEnd() {
        return parts.rebuilds()
                .run(rebuild)
                .then(Mono.defer(this::haveGeneration))
                .then(enter(Rebuild.Phase.BUILDING))
                .then(Mono.defer(this::catchUp))
                .then(Mono.defer(catchUp::retryHeld))
                .then(Mono.defer(this::finish))
                .checkpoint("rebuild");
    }

    private Mono<Void> enter(Rebuild.Phase phase) {
        return Mono.defer(() -> parts.rebuilds().enter(rebuild, phase));
    }

    private Mono<Void> haveGeneration() {
        return parts.generations()
                .one(rebuild.generation())
                .hasElement()
                .flatMap(there -> there ? Mono.empty() : makeGeneration());
    }

    private Mono<Void> makeGeneration() {
        return parts.rebuilds()
                .keepRunning(rebuild)
                .then(parts.generations().make(rebuild.generation(), false, Generation.viewsOf(parts.projection())))
                .as(parts.transaction()::transactional)
                .as(Uninterrupted::of);
    }

    /** Rounds, each shorter than the one before as long as this is faster than the commands that go on. */
    private Mono<Void> catchUp() {
        return catchUp.behind()
                .flatMap(behind -> parts.rebuilds().expect(rebuild, behind).thenReturn(behind))
                .flatMap(behind -> catchUp.round().thenReturn(behind))
                .repeat(MOST_ROUNDS)
                .takeUntil(behind -> behind <= parts.settings().level())
                .then();
    }

    private Mono<Void> finish() {
        return rebuild.switches() == Rebuild.Switches.IN_ANY_CASE
                ? takeOver()
                : compared(COMPARISONS).flatMap(this::decide);
    }

    /** A difference may pass: the key of an erased patient is gone a moment before the event of the erasure comes. */
    private Mono<List<Compared>> compared(int tries) {
        return compare()
                .flatMap(comparison -> areEqual(comparison) || tries == 1
                        ? Mono.just(comparison)
                        : Mono.delay(BETWEEN_COMPARISONS)
                                .then(Mono.defer(this::catchUp))
                                .then(Mono.defer(() -> compared(tries - 1))));
    }

    private static boolean areEqual(List<Compared> comparison) {
        return comparison.stream().allMatch(Compared::equal);
    }

    private Mono<Void> decide(List<Compared> comparison) {
        if (!areEqual(comparison)) {
            LOG.warn("rebuild {}: the generation {} differs from the live one", rebuild.id(), rebuild.generation());
            return parts.rebuilds().end(rebuild, Rebuild.State.DIFFERENT);
        }
        return rebuild.switches() == Rebuild.Switches.NEVER
                ? parts.rebuilds().end(rebuild, Rebuild.State.BUILT)
                : catchUp().then(takeOver());
    }

    private Mono<Void> takeOver() {
        return enter(Rebuild.Phase.SWITCHING)
                .then(analyze())
                .then(parts.switching()
                        .fenced(catchUp.round()
                                .then(Mono.defer(() -> parts.switching().takeOver(rebuild)))))
                .doOnSuccess(done ->
                        LOG.info("{}: generation {} is live", parts.projection().name(), rebuild.generation()));
    }

    /** So that the first reader meets plans as good as those of before. */
    private Mono<Void> analyze() {
        return parts.generations()
                .one(rebuild.generation())
                .flatMap(built -> Mono.usingWhen(
                        parts.connections().create(),
                        connection -> execute(connection, "set search_path = " + built.schema())
                                .thenMany(tables(connection, built))
                                .collectList()
                                .flatMapMany(Flux::fromIterable)
                                .concatMap(table -> execute(connection, "analyze " + table))
                                .then(),
                        Connection::close));
    }

    private static Flux<String> tables(Connection connection, Generation generation) {
        return Flux.from(connection
                        .createStatement("select quote_ident(tablename) from pg_tables where schemaname = $1")
                        .bind(0, generation.schema())
                        .execute())
                .concatMap(result -> result.map(row -> String.valueOf(row.get(0, String.class))));
    }

    /** In a snapshot that is taken behind the fence and outlives it: both generations hold the same events there. */
    private Mono<List<Compared>> compare() {
        return enter(Rebuild.Phase.COMPARING)
                .then(Mono.usingWhen(parts.connections().create(), this::compare, RebuildRun::closeSnapshot))
                .flatMap(
                        compared -> parts.rebuilds().compared(rebuild, compared).thenReturn(compared));
    }

    private Mono<List<Compared>> compare(Connection connection) {
        Mono<Pair> pair = parts.generations()
                .live()
                .flatMap(live -> parts.generations().one(rebuild.generation()).map(built -> new Pair(live, built)));
        return parts.switching()
                .fenced(catchUp.round()
                        .then(Mono.defer(() -> Comparison.open(connection)))
                        .then(pair))
                .flatMap(both -> parts.comparison().of(connection, both.live(), both.built()));
    }

    private record Pair(Generation live, Generation built) {}

    private static Mono<Void> closeSnapshot(Connection connection) {
        return Comparison.close(connection).then(Mono.from(connection.close()));
    }

    private static Mono<Void> execute(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .concatMap(Result::getRowsUpdated)
                .then();
    }
}
