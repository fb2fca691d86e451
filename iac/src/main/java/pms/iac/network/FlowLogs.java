package pms.iac.network;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLog;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogResourceType;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Who connected, or tried to connect, to whom. */
public final class FlowLogs extends Construct {

    public FlowLogs(Construct scope, Network network, IKey key) {
        super(scope, "FlowLogs");
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .encryptionKey(key)
                .retention(RetentionDays.THREE_MONTHS)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        FlowLog.Builder.create(this, "All")
                .resourceType(FlowLogResourceType.fromVpc(network.vpc()))
                .trafficType(FlowLogTrafficType.ALL)
                .destination(FlowLogDestination.toCloudWatchLogs(logs))
                .build();
    }
}
