package pms.e2e.faults.plan;

/** From which service to what. */
public enum Route {
    COMMAND_TO_POSTGRES("command-side", "postgres"),
    QUERY_TO_POSTGRES("query-side", "postgres"),
    ANALYTICS_TO_POSTGRES("analytics-projector", "postgres"),
    BILLING_TO_POSTGRES("billing-grpc", "postgres"),
    COMMAND_TO_BILLING("command-side", "billing-grpc"),
    QUERY_TO_KEYS("query-side", "command-side"),
    COMMAND_TO_KAFKA("command-side", "kafka"),
    QUERY_TO_KAFKA("query-side", "kafka"),
    ANALYTICS_TO_KAFKA("analytics-projector", "kafka"),
    GATEWAY_TO_KAFKA("edge-gateway", "kafka");

    private final String from;
    private final String to;

    Route(String from, String to) {
        this.from = from;
        this.to = to;
    }

    public String from() {
        return from;
    }

    /** A part; of billing-grpc and command-side their gRPC port is meant. */
    public String to() {
        return to;
    }

    public boolean isToKafka() {
        return to.equals("kafka");
    }

    @Override
    public String toString() {
        return from + " to " + to;
    }
}
