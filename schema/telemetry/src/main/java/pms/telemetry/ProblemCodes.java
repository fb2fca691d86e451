package pms.telemetry;

import org.springframework.web.server.ServerWebExchange;

/** Tells the metrics by which problem a request ended. */
public final class ProblemCodes {

    static final String ATTRIBUTE = "pms.problem";

    private ProblemCodes() {}

    /**
     * Notes how the request ended.
     *
     * @param code one of the few that the service knows
     */
    public static void note(ServerWebExchange exchange, String code) {
        exchange.getAttributes().put(ATTRIBUTE, code);
    }
}
