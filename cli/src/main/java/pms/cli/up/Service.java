package pms.cli.up;

import java.util.List;
import pms.cli.system.PartNames;

/**
 * The five services: where each is, what it keeps, and how much heap it gets on one machine.
 *
 * @param database the database that it owns, and the role
 * @param scrubs whether it keeps personal rows, and takes what is left of deleted ones out of the server's files
 * @param rebuilds whether it keeps views, in generations that it makes itself
 * @param youngMegabytes of the heap, what new objects get; a rebuild has some thousand records in work at any time, which a
 *     collection copies
 */
record Service(String name, String database, boolean scrubs, boolean rebuilds, int heapMegabytes, int youngMegabytes) {
    static final List<Service> ALL = List.of(
            new Service(PartNames.COMMAND_SIDE, "events", true, false, 192, 32),
            new Service(PartNames.QUERY_SIDE, "patients", true, true, 160, 32),
            new Service(PartNames.BILLING_GRPC, "billing", false, false, 128, 32),
            new Service(PartNames.ANALYTICS_PROJECTOR, "analytics", false, true, 240, 64),
            new Service(PartNames.EDGE_GATEWAY, "auth", false, false, 160, 32));
}
