package pms.command.eventstore;

import java.time.Duration;

/**
 * The bounds of an event store.
 *
 * @param maxWaitingAppends appends accepted and not yet answered; more are refused with {@link StoreOverloaded}
 * @param maxWaitingBytes their size; more are refused with {@link StoreOverloaded}
 * @param maxBatchAppends appends in one commit
 * @param maxBatchBytes their size; a batch holds at least one append
 * @param maxPageEvents events read at once
 * @param maxPageBytes payload read at once; a page holds at least one event
 * @param pollInterval how often a tail looks for new events though nothing woke it
 * @param unavailableAfter how long an append that was not sent waits for the database
 * @param statementTimeout the longest a commit, a page or opening a connection may take
 * @param closeTimeout the longest that closing waits for what was accepted
 */
public record EventStoreSettings(
        int maxWaitingAppends,
        long maxWaitingBytes,
        int maxBatchAppends,
        long maxBatchBytes,
        int maxPageEvents,
        long maxPageBytes,
        Duration pollInterval,
        Duration unavailableAfter,
        Duration statementTimeout,
        Duration closeTimeout) {

    private static final long MEBIBYTE = 1024 * 1024;

    public EventStoreSettings {
        requirePositive(
                maxWaitingAppends, maxWaitingBytes, maxBatchAppends, maxBatchBytes, maxPageEvents, maxPageBytes);
        requirePositive(
                pollInterval.toMillis(),
                unavailableAfter.toMillis(),
                statementTimeout.toMillis(),
                closeTimeout.toMillis());
    }

    public static EventStoreSettings defaults() {
        return new EventStoreSettings(
                10_000,
                64 * MEBIBYTE,
                500,
                4 * MEBIBYTE,
                1_000,
                MEBIBYTE,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(15));
    }

    private static void requirePositive(long... values) {
        for (long value : values) {
            if (value <= 0) {
                throw new IllegalArgumentException("each bound of the event store must be positive");
            }
        }
    }
}
