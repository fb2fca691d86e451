package pms.cli.system;

import java.util.ArrayList;
import java.util.List;
import pms.cli.runtime.RuntimeFailure;

/** The parts of the system, in the order in which they are needed. */
public final class PartNames {
    public static final String POSTGRES = "postgres";
    public static final String KAFKA = "kafka";
    public static final String COMMAND_SIDE = "command-side";
    public static final String QUERY_SIDE = "query-side";
    public static final String BILLING_GRPC = "billing-grpc";
    public static final String ANALYTICS_PROJECTOR = "analytics-projector";
    public static final String EDGE_GATEWAY = "edge-gateway";

    public static final List<String> ALL =
            List.of(POSTGRES, KAFKA, COMMAND_SIDE, QUERY_SIDE, BILLING_GRPC, ANALYTICS_PROJECTOR, EDGE_GATEWAY);

    /** Groups to stop one after the other: the door, then who needs what, then the stores. */
    public static final List<List<String>> STOP_ORDER = List.of(
            List.of(EDGE_GATEWAY),
            List.of(COMMAND_SIDE, QUERY_SIDE, ANALYTICS_PROJECTOR),
            List.of(BILLING_GRPC),
            List.of(KAFKA),
            List.of(POSTGRES));

    private PartNames() {}

    /** Fails with a line that names all parts when there is no such part. */
    public static String require(String name) {
        if (!ALL.contains(name)) {
            throw new RuntimeFailure("There is no part " + name + "; the parts are " + String.join(", ", ALL));
        }
        return name;
    }

    /** The names for the command line's help. */
    public static final class Candidates extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        public Candidates() {
            super(ALL);
        }
    }
}
