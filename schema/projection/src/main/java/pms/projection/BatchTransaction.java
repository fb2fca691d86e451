package pms.projection;

import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** One database transaction a batch: the views, the progress and the watermark move together or not at all. */
final class BatchTransaction {

    private final Projection projection;
    private final ProgressStore progress;
    private final DeadLetters deadLetters;
    private final TransactionalOperator transaction;
    private final boolean positionsAreOffsets;

    BatchTransaction(
            Projection projection,
            ProgressStore progress,
            DeadLetters deadLetters,
            TransactionalOperator transaction,
            boolean positionsAreOffsets) {
        this.projection = projection;
        this.progress = progress;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.positionsAreOffsets = positionsAreOffsets;
    }

    /** Answers the watermark after it; empty when the batch had nothing new. May be repeated at will. */
    Mono<Long> apply(List<Incoming> batch) {
        return begin(batch)
                .map(standing -> Sifted.of(batch, standing, projection::overtakes))
                .filter(sifted -> !sifted.moved().isEmpty())
                .flatMap(this::write)
                .as(transaction::transactional)
                .checkpoint("projection batch");
    }

    /** Gives up the places in a topic that is no more. */
    Mono<Void> restart(TopicMadeAnew anew) {
        return progress.restart(anew.editions(), positionsAreOffsets);
    }

    private Mono<Standing> begin(List<Incoming> batch) {
        var partitions = batch.stream().map(Incoming::partition).collect(Collectors.toCollection(TreeSet::new));
        var subjects = batch.stream()
                .map(Incoming::subject)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
        return progress.begin(partitions, subjects);
    }

    private Mono<Long> write(Sifted sifted) {
        return applyEvents(sifted)
                .then(Mono.defer(() -> holdBack(sifted)))
                .then(Mono.defer(() -> release(sifted)))
                .then(Mono.defer(() -> progress.advance(sifted.moved(), sifted.positions())));
    }

    private Mono<Void> applyEvents(Sifted sifted) {
        return sifted.events().isEmpty() ? Mono.empty() : projection.apply(sifted.events());
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
