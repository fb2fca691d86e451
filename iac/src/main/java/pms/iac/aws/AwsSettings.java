package pms.iac.aws;

import java.util.Map;
import pms.iac.data.DatabaseSettings;
import pms.iac.network.NetworkSettings;
import pms.iac.streaming.KafkaSettings;
import pms.iac.system.Service;
import pms.iac.system.Size;

/**
 * What a deployment on AWS is made with; what differs between two of the same shape is a parameter of the template.
 *
 * @param store the server of the databases that are backed up
 * @param views the server of what is made anew from events, and not backed up: it has names in clear
 */
public record AwsSettings(
        String region,
        NetworkSettings network,
        DatabaseSettings store,
        DatabaseSettings views,
        KafkaSettings kafka,
        Map<Service, Size> sizes) {

    /** The smallest one that loses a zone without being away: for some million patients. */
    public static final AwsSettings SMALL = new AwsSettings(
            "eu-central-1",
            new NetworkSettings("10.40.0.0/16", 3, "pl-6ea54007"),
            // A week: longer, and the keys of persons who were erased could be restored.
            new DatabaseSettings("18.3", "m7g.large", 200, 2000, 7, true),
            new DatabaseSettings("18.3", "m7g.large", 100, 1000, 0, true),
            new KafkaSettings("3.9.x.kraft", "kafka.m7g.large", 3, 250, true),
            Map.of(
                    Service.COMMAND_SIDE, new Size(1024, 2048, 2, 4),
                    Service.QUERY_SIDE, new Size(1024, 2048, 2, 6),
                    Service.BILLING_GRPC, Size.fixed(512, 1024, 2),
                    Service.ANALYTICS_PROJECTOR, new Size(512, 1024, 2, 4),
                    Service.EDGE_GATEWAY, new Size(1024, 2048, 2, 6)));

    Size size(Service service) {
        Size size = sizes.get(service);
        if (size == null) {
            throw new IllegalArgumentException("No size for " + service);
        }
        return size;
    }
}
