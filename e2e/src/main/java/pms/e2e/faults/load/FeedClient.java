package pms.e2e.faults.load;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import pms.e2e.client.Feed;
import pms.e2e.client.FeedEvent;
import pms.e2e.faults.truth.FeedLog;

/** One client of the feed over many connections. */
final class FeedClient {
    private static final int SHORTEST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 20_000;
    private static final long LOOK_MILLIS = 100;
    private static final long PAUSE_MILLIS = 500;
    /** Without progress for so long at the end, what is missing does not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long OPEN_END = Long.MAX_VALUE;

    private final String name;
    private final Tokens tokens;
    private final Random random;
    private final long after;
    private final List<FeedLog.Seen> seen = new ArrayList<>();
    private volatile long end = OPEN_END;
    private int connections;

    /** @param after the position from which on it asks */
    FeedClient(String name, Tokens tokens, Random random, long after) {
        this.name = name;
        this.tokens = tokens;
        this.random = random;
        this.after = after;
    }

    /** Lets it end when it has seen that position, or nothing more comes. */
    void finishAt(long head) {
        end = head;
    }

    /** Comes and goes until it has seen the end. */
    FeedLog follow() throws InterruptedException {
        long progress = System.nanoTime();
        while (last() < end && System.nanoTime() - progress < PATIENCE.toNanos()) {
            int before = seen.size();
            if (!connectOnce()) {
                pause(PAUSE_MILLIS);
            }
            progress = seen.size() > before || end == OPEN_END ? System.nanoTime() : progress;
        }
        return new FeedLog(name, after, connections, seen);
    }

    private long last() {
        return seen.isEmpty() ? after : seen.getLast().position();
    }

    /** False when there was no connection. */
    private boolean connectOnce() throws InterruptedException {
        long stay = TimeUnit.MILLISECONDS.toNanos(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
        Feed feed;
        try {
            feed = Feed.after(tokens.gateway(), last());
        } catch (CompletionException | IllegalStateException | UncheckedIOException unreachable) {
            return false;
        }
        connections++;
        try (feed) {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < stay && !feed.isEnded() && !feed.has(end)) {
                pause(LOOK_MILLIS);
            }
        }
        // Taken once, after leaving: what comes behind this moment was never seen, and is asked for again.
        for (FeedEvent event : feed.events()) {
            seen.add(new FeedLog.Seen(event.position(), event.name().intern(), event.patientId()));
        }
        return true;
    }

    private static void pause(long millis) throws InterruptedException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
