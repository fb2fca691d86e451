package pms.iac.system;

import java.util.List;

/**
 * The five services: their names, databases and ports are those that the services themselves have when nothing else is
 * said ({@code application.yml}).
 */
public enum Service {
    COMMAND_SIDE("command-side", "events", true, List.of(Port.http(8081), Port.grpc(9091))),
    QUERY_SIDE("query-side", "patients", true, List.of(Port.http(8082))),
    BILLING_GRPC("billing-grpc", "billing", false, List.of(Port.http(8083), Port.grpc(9090))),
    ANALYTICS_PROJECTOR("analytics-projector", "analytics", false, List.of(Port.http(8084))),
    EDGE_GATEWAY("edge-gateway", "auth", false, List.of(Port.http(4004), Port.inner(4005)));

    private final String containerName;
    private final String database;
    private final boolean scrubs;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Port> ports;

    Service(String containerName, String database, boolean scrubs, List<Port> ports) {
        this.containerName = containerName;
        this.database = database;
        this.scrubs = scrubs;
        this.ports = ports;
    }

    /** Of the service, its container, its image and its name in the network. */
    public String containerName() {
        return containerName;
    }

    /** Its name for constructs: {@code CommandSide}. */
    public String id() {
        StringBuilder id = new StringBuilder();
        for (String word : containerName.split("-", -1)) {
            id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return id.toString();
    }

    /** The database that it owns, and the role that it works as. */
    public String database() {
        return database;
    }

    /** The role that owns the database and migrates it. */
    public String owner() {
        return database + "_owner";
    }

    /** Whether it takes what is left of deleted rows out of the server's files. */
    public boolean scrubs() {
        return scrubs;
    }

    public List<Port> ports() {
        return ports;
    }

    /** The port that answers for its health. */
    public Port http() {
        return ports.getFirst();
    }

    /** Its port of that name. @throws IllegalArgumentException when it has none */
    public Port port(String name) {
        return ports.stream()
                .filter(port -> port.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(containerName + " has no port " + name));
    }

    /** All but billing-grpc. */
    public boolean usesKafka() {
        return this != BILLING_GRPC;
    }
}
