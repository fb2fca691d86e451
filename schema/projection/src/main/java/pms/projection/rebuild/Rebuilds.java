package pms.projection.rebuild;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.projection.Projection;
import pms.projection.ViewDefinition;
import pms.projection.generation.Generation;
import pms.projection.generation.GenerationSetup;
import pms.projection.generation.GenerationStore;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What may be wished for. Each wish is a row first; some instance then works at it. */
final class Rebuilds {

    private final RebuildStore store;
    private final GenerationStore generations;
    private final GenerationSetup setup;
    private final TransactionalOperator transaction;
    private final Projection projection;
    private final Map<String, String> known;

    Rebuilds(
            RebuildStore store,
            GenerationStore generations,
            GenerationSetup setup,
            TransactionalOperator transaction,
            Projection projection) {
        this.store = store;
        this.generations = generations;
        this.setup = setup;
        this.transaction = transaction;
        this.projection = projection;
        this.known = Generation.viewsOf(projection);
    }

    Flux<Rebuild> all() {
        return store.all();
    }

    /** Fails with {@link RebuildRefusal}, as all that follow. */
    Mono<Rebuild> one(UUID id) {
        return store.one(id).switchIfEmpty(Mono.error(() -> RebuildRefusal.unknown(id)));
    }

    /** @param view the projection, or one of its views: then all are rebuilt, since they share one place */
    Mono<Rebuild> begin(String view, boolean switchWhenEqual) {
        if (!view.equals(projection.name())
                && projection.views().stream().noneMatch(known -> known.name().equals(view))) {
            return Mono.error(RebuildRefusal::noSuchView);
        }
        return store.begin(
                UUID.randomUUID(), view, switchWhenEqual ? Rebuild.Switches.WHEN_EQUAL : Rebuild.Switches.NEVER);
    }

    /** Of one that has ended: it goes on and takes over, whatever the comparison said. */
    Mono<Rebuild> switchTo(UUID id) {
        return one(id).flatMap(found -> store.resumeToSwitch(id))
                .switchIfEmpty(
                        Mono.error(() -> RebuildRefusal.notPossible("It has no generation that waits for a switch")));
    }

    /** To the generation that was live before this one. */
    Mono<Rebuild> rollback(UUID id) {
        return one(id).flatMap(found -> generations
                .live()
                .filter(live -> found.state() == Rebuild.State.SWITCHED && live.number() == found.generation())
                .switchIfEmpty(Mono.error(() -> RebuildRefusal.notPossible("Its generation is not live")))
                .flatMap(live -> former())
                .flatMap(former -> store.beginRollback(UUID.randomUUID(), found.view(), former))
                .as(transaction::transactional));
    }

    private Mono<Generation> former() {
        return generations
                .all()
                .filter(generation -> generation.state() == Generation.State.FORMER)
                .sort((one, other) -> other.since().compareTo(one.since()))
                .next()
                .switchIfEmpty(
                        Mono.error(() -> RebuildRefusal.notPossible("The former generation is not there any more")))
                .filter(former -> known.entrySet().containsAll(former.views().entrySet()))
                .switchIfEmpty(Mono.error(() -> RebuildRefusal.notPossible(
                        "The former generation is of another version of the service, which has to run first")));
    }

    /** Drops what is built so far. */
    Mono<Rebuild> cancel(UUID id) {
        return one(id).flatMap(found -> store.cancel(id))
                .flatMap(cancelled ->
                        cancelled ? one(id) : Mono.error(() -> RebuildRefusal.notPossible("It is not running")));
    }

    /**
     * At the start of a service: a rebuild begins by itself when the live generation lacks a view, unless one is running or
     * waits for a decision.
     */
    Mono<Void> prepare() {
        return setup.prepare()
                .map(this::missing)
                .filter(missing -> !missing.isEmpty())
                .flatMap(missing -> generations
                        .all()
                        .any(this::isBuiltForUs)
                        .flatMap(waiting -> waiting ? Mono.empty() : begin(missing)))
                .then();
    }

    private Mono<Rebuild> begin(String missing) {
        return store.begin(UUID.randomUUID(), missing, Rebuild.Switches.WHEN_EQUAL)
                .onErrorResume(RebuildRefusal.class, running -> Mono.empty());
    }

    private boolean isBuiltForUs(Generation generation) {
        return generation.state() == Generation.State.BUILDING
                && generation.views().equals(known);
    }

    private String missing(Generation live) {
        return projection.views().stream()
                .map(ViewDefinition::name)
                .filter(name -> !live.views().containsKey(name))
                .collect(Collectors.joining(","));
    }
}
