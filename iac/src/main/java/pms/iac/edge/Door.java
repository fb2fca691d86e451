package pms.iac.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import pms.iac.network.Network;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.LoadBalancerTargetOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** The load balancer, which passes everything to the gateway. With a certificate it speaks TLS alone. */
public final class Door extends Construct {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** Below the gateway's own (60 s), which would else close a connection that is just used; the feed sends each 15 s. */
    private static final Duration IDLE = Duration.seconds(50);

    private static final Duration LEAVING = Duration.seconds(30);

    private final SecurityGroup group;
    private final ApplicationLoadBalancer balancer;
    private final ApplicationTargetGroup gateways;

    /**
     * @param gatewayPort where the gateway listens
     * @param certificateArn of the certificate, from ACM; null: HTTP, and no record of requests
     */
    public Door(Construct scope, Network network, int gatewayPort, @Nullable String certificateArn) {
        super(scope, "Door");
        group = network.group(this, "Group", "The door");
        balancer = ApplicationLoadBalancer.Builder.create(this, "Balancer")
                .vpc(network.vpc())
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .internetFacing(true)
                .securityGroup(group)
                .idleTimeout(IDLE)
                .dropInvalidHeaderFields(true)
                .deletionProtection(certificateArn != null)
                .build();
        gateways = ApplicationTargetGroup.Builder.create(this, "Gateways")
                .vpc(network.vpc())
                .targetType(TargetType.IP)
                .port(gatewayPort)
                .protocol(ApplicationProtocol.HTTP)
                .deregistrationDelay(LEAVING)
                .healthCheck(HealthCheck.builder()
                        .path("/actuator/health/readiness")
                        .interval(Duration.seconds(10))
                        .timeout(Duration.seconds(5))
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(3)
                        .build())
                .build();
        open(HTTP);
        if (certificateArn == null) {
            listener("Http", HTTP, ApplicationProtocol.HTTP, ListenerAction.forward(List.of(gateways)));
        } else {
            open(HTTPS);
            listener("Https", HTTPS, ApplicationProtocol.HTTPS, ListenerAction.forward(List.of(gateways)))
                    .addCertificates("Certificate", List.of(ListenerCertificate.fromArn(certificateArn)));
            listener(
                    "Http",
                    HTTP,
                    ApplicationProtocol.HTTP,
                    ListenerAction.redirect(RedirectOptions.builder()
                            .protocol("HTTPS")
                            .port(Integer.toString(HTTPS))
                            .permanent(true)
                            .build()));
            balancer.logAccessLogs(records());
        }
    }

    /** Sends requests to the containers of that name. */
    public void leadTo(FargateService gateway, String container, ISecurityGroup its, int port) {
        gateways.addTarget(gateway.loadBalancerTarget(LoadBalancerTargetOptions.builder()
                .containerName(container)
                .containerPort(port)
                .build()));
        Network.let(group, its, port, "The door to " + container);
    }

    public ApplicationLoadBalancer balancer() {
        return balancer;
    }

    public ApplicationTargetGroup gateways() {
        return gateways;
    }

    private void open(int port) {
        group.addIngressRule(Peer.anyIpv4(), Port.tcp(port), "The internet");
    }

    private ApplicationListener listener(String id, int port, ApplicationProtocol protocol, ListenerAction action) {
        ApplicationListener.Builder builder = ApplicationListener.Builder.create(this, id)
                .loadBalancer(balancer)
                .port(port)
                .protocol(protocol)
                .open(false)
                .defaultAction(action);
        return (protocol == ApplicationProtocol.HTTPS ? builder.sslPolicy(SslPolicy.RECOMMENDED_TLS) : builder).build();
    }

    /** Addresses, paths and queries of requests: personal data, kept as long as it takes to look into an incident. */
    private Bucket records() {
        return Bucket.Builder.create(this, "Requests")
                .encryption(BucketEncryption.S3_MANAGED) // the only one that load balancers write to
                .enforceSsl(true)
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .lifecycleRules(List.of(
                        LifecycleRule.builder().expiration(Duration.days(30)).build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }
}
