package pms.iac.system;

import java.util.List;

/** That one service opens connections to a port of another. There are no other ways between services. */
public record Way(Service from, Service to, Port port) {

    public static final List<Way> ALL = List.of(
            way(Service.EDGE_GATEWAY, Service.COMMAND_SIDE, "http"),
            way(Service.EDGE_GATEWAY, Service.QUERY_SIDE, "http"),
            way(Service.EDGE_GATEWAY, Service.ANALYTICS_PROJECTOR, "http"),
            way(Service.EDGE_GATEWAY, Service.BILLING_GRPC, "http"), // its health alone
            way(Service.EDGE_GATEWAY, Service.BILLING_GRPC, "grpc"),
            way(Service.COMMAND_SIDE, Service.BILLING_GRPC, "grpc"),
            way(Service.QUERY_SIDE, Service.COMMAND_SIDE, "grpc"), // keys
            way(Service.COMMAND_SIDE, Service.EDGE_GATEWAY, "inner"), // whom to trust
            way(Service.QUERY_SIDE, Service.EDGE_GATEWAY, "inner"),
            way(Service.ANALYTICS_PROJECTOR, Service.EDGE_GATEWAY, "inner"));

    private static Way way(Service from, Service to, String port) {
        return new Way(from, to, to.port(port));
    }
}
