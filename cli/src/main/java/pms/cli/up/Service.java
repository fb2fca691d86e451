package pms.cli.up;

import java.util.List;
import pms.cli.system.PartNames;

/**
 * The five services: where each is, what it keeps, and how much heap it gets on one machine.
 *
 * @param database the database that it owns, and the role
 */
record Service(String name, String database, int heapMegabytes) {
    static final List<Service> ALL = List.of(
            new Service(PartNames.COMMAND_SIDE, "events", 192),
            new Service(PartNames.QUERY_SIDE, "patients", 160),
            new Service(PartNames.BILLING_GRPC, "billing", 128),
            new Service(PartNames.ANALYTICS_PROJECTOR, "analytics", 128),
            new Service(PartNames.EDGE_GATEWAY, "auth", 160));
}
