package pms.projection;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** One database transaction a batch: the views, the progress and the watermark move together or not at all. */
final class BatchTransaction {

    private final Projection projection;
    private final KeptViews keptViews;
    private final ProgressStore progress;
    private final DeadLetterBox deadLetters;
    private final Advance advance;
    private final TransactionalOperator transaction;
    private final boolean positionsAreOffsets;

    /** How the progress is stored, at the end of the transaction; answers what the batch is to answer. */
    interface Advance {
        Mono<Long> to(SortedMap<Integer, Progress> moved, List<Long> positions);
    }

    BatchTransaction(
            Projection projection,
            ProgressStore progress,
            DeadLetterBox deadLetters,
            Advance advance,
            TransactionalOperator transaction,
            boolean positionsAreOffsets) {
        this.projection = projection;
        this.keptViews = new KeptViews(projection);
        this.progress = progress;
        this.deadLetters = deadLetters;
        this.advance = advance;
        this.transaction = transaction;
        this.positionsAreOffsets = positionsAreOffsets;
    }

    /** Answers the watermark after it; empty when the batch had nothing new. May be repeated at will. */
    Mono<Long> apply(List<Incoming> batch) {
        return begin(batch)
                .flatMap(standing -> apply(Sifted.of(batch, standing, projection::overtakes), standing))
                .as(transaction::transactional)
                .checkpoint("projection batch");
    }

    /** Gives up the places in a topic that is no more. */
    Mono<Void> restart(TopicMadeAnew anew) {
        return progress.restart(anew.editions(), positionsAreOffsets);
    }

    private Mono<Standing> begin(List<Incoming> batch) {
        var partitions = batch.stream().map(Incoming::partition).collect(Collectors.toCollection(TreeSet::new));
        var subjects =
                batch.stream().map(Incoming::subject).filter(Objects::nonNull).collect(Collectors.toSet());
        return progress.begin(partitions, subjects);
    }

    private Mono<Long> apply(Sifted sifted, Standing standing) {
        return sifted.moved().isEmpty() ? Mono.empty() : write(sifted, keptViews.in(standing));
    }

    private Mono<Long> write(Sifted sifted, Set<String> views) {
        return applyEvents(sifted, views)
                .then(Mono.defer(() -> holdBack(sifted)))
                .then(Mono.defer(() -> release(sifted)))
                .then(Mono.defer(() -> advance.to(sifted.moved(), sifted.positions())));
    }

    private Mono<Void> applyEvents(Sifted sifted, Set<String> views) {
        return sifted.events().isEmpty() ? Mono.empty() : projection.apply(sifted.events(), views);
    }

    private Mono<Void> release(Sifted sifted) {
        return sifted.overtaken().isEmpty() ? Mono.empty() : progress.release(sifted.overtaken());
    }

    /** Sent before the commit: a crash in between sends it twice, never not at all. */
    private Mono<Void> holdBack(Sifted sifted) {
        return sifted.dead().isEmpty()
                ? Mono.empty()
                : progress.hold(sifted.dead()).then(deadLetters.send(sifted.dead()));
    }
}
