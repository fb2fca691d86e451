package pms.command.sealing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Asks for many things at once: what is wanted while one question is under way goes into the next. No timer: who comes
 * alone is asked for at once. Thread-safe.
 *
 * @param <K> what is asked for
 * @param <V> the answer
 */
final class Gathered<K, V> {

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final Function<Collection<K>, Mono<Map<K, V>>> question;
    private final int most;
    private final Queue<Waiting<K, V>> waiting = new ConcurrentLinkedQueue<>();
    /** Not 0 while a question is under way: counts the calls since the last look at the queue. */
    private final AtomicInteger signals = new AtomicInteger();

    private record Waiting<K, V>(K wanted, Sinks.One<V> answer) {}

    /**
     * @param question asks for some; what it does not answer has no answer. One that takes too long has failed
     * @param most how many are asked for at once
     */
    Gathered(Function<Collection<K>, Mono<Map<K, V>>> question, int most) {
        this.question = question;
        this.most = most;
    }

    /** Empty when there is no answer. Asks even if cancelled. */
    Mono<V> ask(K wanted) {
        return Mono.defer(() -> {
            Waiting<K, V> entry = new Waiting<>(wanted, Sinks.one());
            waiting.add(entry);
            if (signals.getAndIncrement() == 0) {
                askNext();
            }
            return entry.answer().asMono();
        });
    }

    private void askNext() {
        int seen = signals.get();
        List<Waiting<K, V>> batch = take();
        while (batch.isEmpty()) {
            seen = signals.addAndGet(-seen);
            if (seen == 0) {
                return;
            }
            batch = take();
        }
        ask(batch);
    }

    private void ask(List<Waiting<K, V>> batch) {
        Map<K, K> wanted = new LinkedHashMap<>();
        batch.forEach(entry -> wanted.put(entry.wanted(), entry.wanted()));
        Disposable unused = Mono.defer(() -> question.apply(wanted.keySet()))
                .defaultIfEmpty(Map.of())
                .timeout(LONGEST)
                .publishOn(Schedulers.parallel()) // the connection is for the next question
                .doFinally(end -> askNext())
                .subscribe(answers -> answer(batch, answers), error -> fail(batch, error));
    }

    private List<Waiting<K, V>> take() {
        List<Waiting<K, V>> batch = new ArrayList<>();
        while (batch.size() < most) {
            Waiting<K, V> next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }

    private static <K, V> void answer(List<Waiting<K, V>> batch, Map<K, V> answers) {
        for (Waiting<K, V> entry : batch) {
            @Nullable V answer = answers.get(entry.wanted());
            if (answer == null) {
                entry.answer().emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
            } else {
                entry.answer().emitValue(answer, Sinks.EmitFailureHandler.FAIL_FAST);
            }
        }
    }

    private static <K, V> void fail(List<Waiting<K, V>> batch, Throwable error) {
        batch.forEach(entry -> entry.answer().emitError(error, Sinks.EmitFailureHandler.FAIL_FAST));
    }
}
