package pms.projection.generation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.projection.Projection;
import pms.projection.Uninterrupted;
import reactor.core.publisher.Mono;

/**
 * What a service has to do about generations when it starts: there is a live one, and it keeps up no view that the service
 * could not.
 */
public final class GenerationSetup {

    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final GenerationStore generations;
    private final Projection projection;
    private final Map<String, String> known;

    public GenerationSetup(
            DatabaseClient database,
            TransactionalOperator transaction,
            GenerationStore generations,
            Projection projection) {
        this.database = database;
        this.transaction = transaction;
        this.generations = generations;
        this.projection = projection;
        this.known = Generation.viewsOf(projection);
    }

    /**
     * Answers the live generation. The first is empty: of a projection that has read nothing yet, its views are whole; of
     * one that has, none of them is.
     */
    public Mono<Generation> prepare() {
        return alone().then(Mono.defer(generations::live))
                .flatMap(this::struck)
                .switchIfEmpty(Mono.defer(this::first))
                .as(transaction::transactional)
                .as(Uninterrupted::of)
                .checkpoint("preparing the generations");
    }

    /** Until the end of the transaction. */
    private Mono<Void> alone() {
        return database.sql("select pg_advisory_xact_lock(hashtextextended('generations ' || $1, 0))")
                .bind(0, projection.name())
                .then();
    }

    private Mono<Generation> first() {
        return hasRead()
                .flatMap(has -> generations.make(1, true, has ? Map.of() : known))
                .then(Mono.defer(generations::live));
    }

    private Mono<Boolean> hasRead() {
        return database.sql("select exists (select from projection_partition where projection = $1 and position > 0)")
                .bind(0, projection.name())
                .map(row -> Objects.requireNonNull(row.get(0, Boolean.class)))
                .one();
    }

    private Mono<Generation> struck(Generation live) {
        List<String> unknown = live.views().entrySet().stream()
                .filter(view -> !view.getValue().equals(known.get(view.getKey())))
                .map(Map.Entry::getKey)
                .toList();
        return unknown.isEmpty()
                ? Mono.just(live)
                : generations.strike(live, unknown).then(Mono.defer(generations::live));
    }
}
