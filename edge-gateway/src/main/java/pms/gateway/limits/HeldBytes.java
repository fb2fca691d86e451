package pms.gateway.limits;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what all connections together make this gateway keep in memory: requests that have not arrived as a whole or
 * wait for their answer, and answers that their clients do not take. When it is more than may be, the connection that
 * has been unfinished for longest is cut, and so on until it is not. Safe for all event loops: what happens under its
 * lock is short and never waits.
 */
final class HeldBytes {

    private final long mostBytes;
    private final long mostBytesOfOne;
    private final Map<HeldByConnection, Long> unfinished = new LinkedHashMap<>(); // since longest comes first
    private final Map<HeldByConnection, Long> finished = new HashMap<>();
    private long heldBytes;

    HeldBytes(long mostBytes, long mostBytesOfOne) {
        this.mostBytes = mostBytes;
        this.mostBytesOfOne = mostBytesOfOne;
    }

    /**
     * Replaces what was known of the connection. It may be cut before this returns, and others as well.
     *
     * @param isUnfinished whether the client has to do something yet: to send the rest, or to take the answer
     */
    void holds(HeldByConnection connection, long bytes, boolean isUnfinished) {
        note(connection, bytes, isUnfinished);
        if (bytes > mostBytesOfOne) {
            forget(connection);
            connection.cut();
        }
        for (HeldByConnection cut = oneTooMany(connection); cut != null; cut = oneTooMany(connection)) {
            cut.cut();
        }
    }

    synchronized void forget(HeldByConnection connection) {
        heldBytes -= known(unfinished.remove(connection)) + known(finished.remove(connection));
    }

    /** The one that has been unfinished for longest, which is forgotten: it has to be cut. */
    synchronized @Nullable HeldByConnection takeOldest() {
        Iterator<HeldByConnection> oldest = unfinished.keySet().iterator();
        if (!oldest.hasNext()) {
            return null;
        }
        HeldByConnection taken = oldest.next();
        forget(taken);
        return taken;
    }

    synchronized long heldBytes() {
        return heldBytes;
    }

    synchronized int connections() {
        return unfinished.size() + finished.size();
    }

    private synchronized void note(HeldByConnection connection, long bytes, boolean isUnfinished) {
        Map<HeldByConnection, Long> now = isUnfinished ? unfinished : finished;
        Map<HeldByConnection, Long> before = isUnfinished ? finished : unfinished;
        heldBytes += bytes - known(before.remove(connection)) - known(now.put(connection, bytes));
    }

    /** Where nobody is unfinished, the one who came last is the one too many. */
    private synchronized @Nullable HeldByConnection oneTooMany(HeldByConnection last) {
        if (heldBytes <= mostBytes) {
            return null;
        }
        HeldByConnection oldest = oldestOnTheLoopOf(last);
        if (oldest == null) {
            oldest = takeOldest();
        }
        if (oldest == null && finished.containsKey(last)) {
            oldest = last;
        }
        if (oldest != null) {
            forget(oldest);
        }
        return oldest;
    }

    /** Another whose event loop is running now ends at once; others may be long in coming to it, and keep all until then. */
    private @Nullable HeldByConnection oldestOnTheLoopOf(HeldByConnection last) {
        for (HeldByConnection connection : unfinished.keySet()) {
            if (!connection.equals(last) && connection.sharesItsLoopWith(last)) {
                return connection;
            }
        }
        return null;
    }

    private static long known(@Nullable Long bytes) {
        return bytes == null ? 0 : bytes;
    }
}
