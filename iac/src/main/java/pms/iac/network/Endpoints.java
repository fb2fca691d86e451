package pms.iac.network;

import java.util.List;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpoint;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/** The ways from a closed network to what tasks need of AWS: images, logs, secrets, keys. */
public final class Endpoints extends Construct {

    private static final int HTTPS = 443;

    private final SecurityGroup group;
    private final String s3PrefixList;

    public Endpoints(Construct scope, Network network, NetworkSettings settings) {
        super(scope, "Endpoints");
        s3PrefixList = settings.s3PrefixList();
        group = network.group(this, "Group", "AWS as seen from inside");
        GatewayVpcEndpoint.Builder.create(this, "S3") // image layers
                .vpc(network.vpc())
                .service(GatewayVpcEndpointAwsService.S3)
                .subnets(List.of(network.inside()))
                .build();
        endpoint(network, "Ecr", InterfaceVpcEndpointAwsService.ECR);
        endpoint(network, "EcrDocker", InterfaceVpcEndpointAwsService.ECR_DOCKER);
        endpoint(network, "Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS);
        endpoint(network, "Secrets", InterfaceVpcEndpointAwsService.SECRETS_MANAGER);
        endpoint(network, "Kms", InterfaceVpcEndpointAwsService.KMS);
    }

    /** Lets what is in the group reach them. */
    public void open(ISecurityGroup from) {
        Network.let(from, group, HTTPS, "AWS from inside");
        from.addEgressRule(Peer.prefixList(s3PrefixList), Port.tcp(HTTPS), "Image layers");
    }

    private void endpoint(Network network, String id, InterfaceVpcEndpointAwsService service) {
        InterfaceVpcEndpoint.Builder.create(this, id)
                .vpc(network.vpc())
                .service(service)
                .subnets(network.inside())
                .securityGroups(List.of(group))
                .open(false)
                .privateDnsEnabled(true)
                .build();
    }
}
