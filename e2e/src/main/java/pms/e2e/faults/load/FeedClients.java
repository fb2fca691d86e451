package pms.e2e.faults.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import pms.e2e.faults.truth.FeedLog;

/** Clients of the feed, each of which leaves at random moments and comes back with the last id that it has. */
public final class FeedClients implements AutoCloseable {
    private static final long FINISH_SECONDS = 300;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<FeedClient> clients = new ArrayList<>();
    private final List<Future<FeedLog>> running = new ArrayList<>();

    private FeedClients() {}

    /**
     * Starts so many clients.
     *
     * @param after the position from which on they ask
     */
    public static FeedClients start(Tokens tokens, long seed, int count, long after) {
        FeedClients all = new FeedClients();
        for (int i = 0; i < count; i++) {
            FeedClient client = new FeedClient("feed-" + i, tokens, new Random(seed * 31 + i), after);
            all.clients.add(client);
            all.running.add(all.threads.submit(client::follow));
        }
        return all;
    }

    /** Lets each read on to that position, at most some minutes, and tells what each saw. */
    public List<FeedLog> finish(long head) throws ExecutionException, InterruptedException, TimeoutException {
        clients.forEach(client -> client.finishAt(head));
        List<FeedLog> logs = new ArrayList<>();
        for (Future<FeedLog> each : running) {
            logs.add(each.get(FINISH_SECONDS, TimeUnit.SECONDS));
        }
        return logs;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
