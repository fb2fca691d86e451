package pms.e2e.faults.inject;

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

    public Detours(Supervisor supervisor) {
        for (Route route : Route.values()) {
            AtomicInteger known = new AtomicInteger();
            byRoute.put(
                    route, Detour.open(() -> known.updateAndGet(port -> port > 0 ? port : port(supervisor, route))));
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
                        + each.getValue().port())
                .collect(Collectors.joining(","));
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
