package pms.gateway.limits;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts open connections, all of them and those of each address, and closes what is one too many. */
final class ConnectionCount {

    private static final String UNKNOWN = "unknown";

    private final int total;
    private final int anAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<String, Integer> openByAddress = new ConcurrentHashMap<>();

    ConnectionCount(int total, int anAddress) {
        this.total = total;
        this.anAddress = anAddress;
    }

    /** Counts the connection until it is closed, or closes it. Says whether it stays. */
    boolean admit(Channel connection) {
        String address = addressOf(connection.remoteAddress());
        int all = open.incrementAndGet();
        int here = openByAddress.merge(address, 1, Integer::sum);
        Future<?> unusedRelease = connection.closeFuture().addListener(closed -> release(address));
        if (all <= total && here <= anAddress) {
            return true;
        }
        Future<?> unusedClose = connection.close();
        return false;
    }

    int open() {
        return open.get();
    }

    /** How many addresses have open connections. */
    int addresses() {
        return openByAddress.size();
    }

    private void release(String address) {
        open.decrementAndGet();
        openByAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    private static String addressOf(@Nullable SocketAddress from) {
        return from instanceof InetSocketAddress inet && !inet.isUnresolved()
                ? NetworkAddress.of(inet.getAddress())
                : UNKNOWN;
    }
}
