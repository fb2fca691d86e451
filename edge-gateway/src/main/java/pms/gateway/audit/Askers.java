package pms.gateway.audit;

import java.util.List;
import org.springframework.web.server.ServerWebExchange;
import pms.access.Role;
import pms.audit.Asker;
import pms.gateway.auth.token.Callers;
import pms.gateway.correlation.Correlation;
import pms.gateway.routing.ClientAddress;

/** Who sends a request, as it goes on record. */
public final class Askers {

    /** Stands for those who have the operator's token, which names nobody. */
    private static final String OPERATOR = "operator";

    private Askers() {}

    /** The sender of a request; named when it came with a good token. */
    public static Asker of(ServerWebExchange exchange) {
        return Asker.of(Callers.of(exchange), List.of(ClientAddress.of(exchange)), Correlation.of(exchange));
    }

    /** The same request, by this user. */
    public static Asker named(Asker sender, String email, Role role) {
        return new Asker(email, role.name(), sender.address(), sender.correlationId());
    }

    /** The operator, at the internal door. */
    public static Asker operator(ServerWebExchange exchange) {
        Asker sender = of(exchange);
        return new Asker(OPERATOR, "", sender.address(), sender.correlationId());
    }
}
