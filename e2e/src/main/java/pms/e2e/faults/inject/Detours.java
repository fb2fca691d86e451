package pms.e2e.faults.inject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import pms.e2e.faults.plan.Route;
import pms.e2e.system.Part;
import pms.e2e.system.Supervisor;

/** A proxy for each route. They must be there before the system is started, which is told of them. */
public final class Detours implements AutoCloseable {
    private final Map<Route, Detour> byRoute = new EnumMap<>(Route.class);
    /** Of the broker: each tells its clients of the detour alone, so that they do not go on without it. */
    private final Map<Route, Integer> listeners = new EnumMap<>(Route.class);

    public Detours(Supervisor supervisor) {
        for (Route route : Route.values()) {
            if (route.isToKafka()) {
                int listener = freePort();
                listeners.put(route, listener);
                byRoute.put(route, Detour.open(() -> listener));
            } else {
                AtomicInteger known = new AtomicInteger();
                byRoute.put(
                        route,
                        Detour.open(() -> known.updateAndGet(port -> port > 0 ? port : port(supervisor, route))));
            }
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ports stay until {@code down}, but nobody knows them before {@code up}. */
    private static int port(Supervisor supervisor, Route route) {
        Part part = supervisor.status().part(route.to());
        return part.grpcPort() == 0 ? part.port() : part.grpcPort();
    }

    /** What {@code up} is told by {@code PMS_DETOURS}. */
    public String variable() {
        return byRoute.entrySet().stream()
                .map(each -> each.getKey().from() + ">" + each.getKey().to() + "="
                        + each.getValue().port() + listener(each.getKey()))
                .collect(Collectors.joining(","));
    }

    private String listener(Route route) {
        Integer listener = listeners.get(route);
        return listener == null ? "" : "/" + listener;
    }

    Detour of(Route route) {
        Detour detour = byRoute.get(route);
        if (detour == null) {
            throw new IllegalArgumentException("no detour for " + route);
        }
        return detour;
    }

    void heal() {
        byRoute.values().forEach(Detour::heal);
    }

    @Override
    public void close() {
        byRoute.values().forEach(Detour::close);
    }
}
