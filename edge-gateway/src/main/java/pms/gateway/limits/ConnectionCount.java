package pms.gateway.limits;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import pms.gateway.routing.NetworkAddress;

/**
 * Counts open connections, all of them and those of each address. What is one too many of its address is closed; when
 * there are too many in all, the one that has waited longest without a request gives way, else the one that has been
 * sending a request or not taking an answer for longest, so that nobody keeps others out by holding connections. Safe
 * for all event loops: what happens under its lock is short and never waits.
 */
final class ConnectionCount {

    private static final String UNKNOWN = "unknown";

    private final int total;
    private final int anAddress;
    private final HeldBytes held;
    private final Set<Channel> open = new HashSet<>();
    private final Set<Channel> withoutRequest = new LinkedHashSet<>(); // who has waited longest comes first
    private final Map<String, Integer> openByAddress = new HashMap<>();

    ConnectionCount(int total, int anAddress, HeldBytes held) {
        this.total = total;
        this.anAddress = anAddress;
        this.held = held;
    }

    /** Counts the connection until it is closed, or closes it. Says whether it stays. */
    boolean admit(Channel connection) {
        String address = addressOf(connection.remoteAddress());
        Admission admission = enter(connection, address);
        if (!admission.stays()) {
            close(connection);
            return false;
        }
        Future<?> unusedRelease = connection.closeFuture().addListener(closed -> leave(connection, address));
        if (admission.givesWay() != null) {
            admission.givesWay().run();
        }
        return true;
    }

    /** Says that a request has come. False when the connection had to give way: then nothing may be done for it. */
    synchronized boolean beginsRequest(Channel connection) {
        withoutRequest.remove(connection);
        return open.contains(connection);
    }

    /** Says that all requests that came are answered. */
    synchronized void waits(Channel connection) {
        if (open.contains(connection)) {
            withoutRequest.add(connection);
        }
    }

    synchronized int open() {
        return open.size();
    }

    /** How many addresses have open connections. */
    synchronized int addresses() {
        return openByAddress.size();
    }

    private synchronized Admission enter(Channel connection, String address) {
        if (openByAddress.getOrDefault(address, 0) >= anAddress) {
            return Admission.REFUSED;
        }
        Runnable givesWay = null;
        if (open.size() >= total) {
            givesWay = makeRoom();
            if (givesWay == null) {
                return Admission.REFUSED;
            }
        }
        open.add(connection);
        withoutRequest.add(connection);
        openByAddress.merge(address, 1, Integer::sum);
        return new Admission(true, givesWay);
    }

    private @Nullable Runnable makeRoom() {
        Iterator<Channel> longest = withoutRequest.iterator();
        if (longest.hasNext()) {
            Channel waiting = longest.next();
            forget(waiting);
            return () -> close(waiting);
        }
        HeldByConnection unfinished = held.takeOldest();
        if (unfinished == null) {
            return null;
        }
        forget(unfinished.connection());
        return unfinished::cut;
    }

    private static void close(Channel connection) {
        Future<?> unused = connection.close();
    }

    private synchronized void leave(Channel connection, String address) {
        open.remove(connection);
        withoutRequest.remove(connection);
        openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    /** It is as good as closed; its address has it until it is. */
    private void forget(Channel connection) {
        open.remove(connection);
        withoutRequest.remove(connection);
    }

    private static String addressOf(@Nullable SocketAddress from) {
        return from instanceof InetSocketAddress inet && !inet.isUnresolved()
                ? NetworkAddress.of(inet.getAddress())
                : UNKNOWN;
    }

    /** @param givesWay ends the one that has to go for it */
    private record Admission(boolean stays, @Nullable Runnable givesWay) {

        static final Admission REFUSED = new Admission(false, null);
    }
}
