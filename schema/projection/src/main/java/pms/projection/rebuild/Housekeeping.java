package pms.projection.rebuild;

import io.r2dbc.spi.R2dbcException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.projection.Redacted;
import pms.projection.Uninterrupted;
import pms.projection.generation.Generation;
import pms.projection.generation.GenerationStore;
import reactor.core.publisher.Mono;

/** Drops generations that nobody will want: of rebuilds that came to nothing, and those that were live long ago. */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final GenerationStore generations;
    private final RebuildStore rebuilds;
    private final TransactionalOperator transaction;
    private final RebuildSettings settings;
    private final Clock clock;

    Housekeeping(
            GenerationStore generations,
            RebuildStore rebuilds,
            TransactionalOperator transaction,
            RebuildSettings settings,
            Clock clock) {
        this.generations = generations;
        this.rebuilds = rebuilds;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** What readers of a moment ago still hold is left for the next time. */
    Mono<Void> tidy() {
        return rebuilds.all()
                .collectList()
                .flatMapMany(known -> generations.all().collectList().flatMapIterable(all -> unwanted(all, known)))
                .concatMap(this::drop)
                .then();
    }

    private List<Generation> unwanted(List<Generation> all, List<Rebuild> known) {
        List<Integer> former = all.stream()
                .filter(generation -> generation.state() == Generation.State.FORMER)
                .filter(generation -> isYoung(generation.since()))
                .sorted((one, other) -> other.since().compareTo(one.since()))
                .limit(1)
                .map(Generation::number)
                .toList();
        return all.stream()
                .filter(generation -> switch (generation.state()) {
                    case LIVE -> false;
                    case FORMER -> !former.contains(generation.number()) && !isRunning(generation, known);
                    case BUILDING -> !isWanted(generation, known);
                })
                .toList();
    }

    private boolean isYoung(Instant since) {
        return since.plus(settings.keepFormer()).isAfter(clock.instant());
    }

    private static boolean isRunning(Generation generation, List<Rebuild> known) {
        return known.stream().anyMatch(rebuild -> rebuild.isRunning() && rebuild.generation() == generation.number());
    }

    /** The latest rebuild alone is waited for. */
    private boolean isWanted(Generation generation, List<Rebuild> known) {
        return known.stream()
                .filter(rebuild -> rebuild.kind() == Rebuild.Kind.REBUILD)
                .findFirst()
                .filter(latest -> latest.generation() == generation.number())
                .filter(latest -> switch (latest.state()) {
                    case RUNNING -> true;
                    case BUILT, DIFFERENT -> isYoung(latest.updatedAt());
                    case SWITCHED, CANCELLED, FAILED -> false;
                })
                .isPresent();
    }

    private Mono<Void> drop(Generation generation) {
        return generations
                .drop(generation)
                .as(transaction::transactional)
                .as(Uninterrupted::of)
                .doOnSuccess(
                        done -> LOG.info("{}: generation {} is dropped", generation.projection(), generation.number()))
                .onErrorResume(Housekeeping::isInUse, inUse -> later(generation, inUse));
    }

    private static boolean isInUse(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException refused && LOCK_NOT_AVAILABLE.equals(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }

    private static Mono<Void> later(Generation generation, Throwable inUse) {
        LOG.info("generation {} is in use; it is dropped later: {}", generation.number(), Redacted.fault(inUse));
        return Mono.empty();
    }
}
