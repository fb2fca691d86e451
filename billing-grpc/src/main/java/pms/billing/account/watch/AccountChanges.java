package pms.billing.account.watch;

import java.util.List;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import pms.billing.account.Rejection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Follows the changes of all accounts. */
@Component
public class AccountChanges {
    private final AccountChangeLog log;
    private final Wakeups wakeups;
    private final int pageSize;
    private final Sinks.One<AccountChange> closing = Sinks.one();

    AccountChanges(AccountChangeLog log, Wakeups wakeups, WatchProperties properties) {
        this.log = log;
        this.wakeups = wakeups;
        this.pageSize = properties.pageSize();
    }

    /**
     * Every change after a sequence, in order, each once and without a hole, then new ones as they are committed. Never
     * completes. Reads the next page only when the last one is consumed and holds nothing between pages. Fails when the
     * database can't be read or the service stops; watching again after the last sequence seen goes on without loss.
     */
    public Flux<AccountChange> after(long sequence) {
        return Flux.defer(() -> follow(new Cursor(sequence)))
                .takeUntilOther(closing.asMono())
                .checkpoint("watch account changes");
    }

    private Flux<AccountChange> follow(Cursor cursor) {
        return wakeups.wakeups().onBackpressureLatest().concatMap(wakeup -> readToEnd(cursor), 0);
    }

    private Flux<AccountChange> readToEnd(Cursor cursor) {
        return Mono.defer(() -> log.page(cursor.position, pageSize))
                .doOnNext(cursor::advance)
                .flatMapIterable(page -> page)
                .repeat(() -> cursor.lastPageWasFull);
    }

    /** Lets the watchers go before the server waits for open calls. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.emitError(new Rejection.ShuttingDown(), Sinks.EmitFailureHandler.FAIL_FAST);
    }

    /** Where one watcher stands. Pages are read one after the other, on changing threads. */
    private final class Cursor {
        private volatile long position;
        private volatile boolean lastPageWasFull;

        private Cursor(long position) {
            this.position = position;
        }

        private void advance(List<AccountChange> page) {
            lastPageWasFull = page.size() == pageSize;
            if (!page.isEmpty()) {
                position = page.getLast().sequence();
            }
        }
    }
}
