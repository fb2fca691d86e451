package pms.iac.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/**
 * Public subnets for the load balancer alone, and isolated ones for everything else: there is no NAT, so nothing inside
 * reaches the internet. A security group each for what listens; {@link #let} is the only way to open one.
 */
public final class Network extends Construct {

    private static final String PRIVATE = "private";

    private final Vpc vpc;
    private final boolean closed;

    public Network(Construct scope, NetworkSettings settings) {
        super(scope, "Network");
        vpc = Vpc.Builder.create(this, "Vpc")
                .availabilityZones(IntStream.range(0, settings.zones())
                        .mapToObj(zone -> Fn.select(zone, Fn.getAzs()))
                        .toList())
                .ipAddresses(IpAddresses.cidr(settings.cidr()))
                .natGateways(0)
                .restrictDefaultSecurityGroup(
                        false) // would need a custom resource; the default group is used by nothing
                .subnetConfiguration(List.of(
                        SubnetConfiguration.builder()
                                .name("public")
                                .subnetType(SubnetType.PUBLIC)
                                .mapPublicIpOnLaunch(false)
                                .cidrMask(24)
                                .build(),
                        SubnetConfiguration.builder()
                                .name(PRIVATE)
                                .subnetType(SubnetType.PRIVATE_ISOLATED)
                                .cidrMask(22)
                                .build()))
                .build();
        closed = settings.closed();
        Tags.of(vpc).remove("aws-cdk:subnet-name"); // for look-ups by CDK, of which there are none
        Tags.of(vpc).remove("aws-cdk:subnet-type");
    }

    public Vpc vpc() {
        return vpc;
    }

    /** Where everything but the load balancer is. */
    public SubnetSelection inside() {
        return SubnetSelection.builder().subnetGroupName(PRIVATE).build();
    }

    public List<String> insideSubnetIds() {
        return new ArrayList<>(vpc.selectSubnets(inside()).getSubnetIds());
    }

    /** A group that nothing reaches yet, and that reaches nothing when the network is closed. */
    public SecurityGroup group(Construct scope, String id, String description) {
        return SecurityGroup.Builder.create(scope, id)
                .vpc(vpc)
                .description(description)
                .allowAllOutbound(!closed)
                .build();
    }

    /** Opens one port of the one to the other. */
    public static void let(ISecurityGroup from, ISecurityGroup to, int port, String why) {
        to.getConnections().allowFrom(from, Port.tcp(port), why);
    }
}
