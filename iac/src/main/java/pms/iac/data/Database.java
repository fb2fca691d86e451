package pms.iac.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pms.iac.network.Network;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.rds.CaCertificate;
import software.amazon.awscdk.services.rds.CfnDBInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.IInstanceEngine;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.StorageType;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/** A PostgreSQL server on RDS. Databases and roles in it are made by the tasks that use them. */
public final class Database extends Construct {

    public static final int PORT = 5432;

    /** Its log must not quote what people's rows hold: see the settings of the server that {@code pms up} starts. */
    private static final Map<String, String> PRIVATE_LOG = Map.of(
            "log_error_verbosity", "terse",
            "log_min_error_statement", "panic",
            "log_parameter_max_length_on_error", "0",
            "log_statement", "none",
            "log_min_duration_statement", "-1");

    private final SecurityGroup group;
    private final DatabaseInstance instance;
    private final ISecret master;

    /** A server whose files and master password are encrypted with a key; null when it is not guarded. */
    public Database(
            Construct scope, String id, DatabaseSettings settings, Network network, @Nullable IKey key, String holds) {
        super(scope, id);
        group = network.group(this, "Group", "PostgreSQL: " + holds);
        DatabaseInstance.Builder builder = DatabaseInstance.Builder.create(this, "Instance")
                .engine(engine(settings))
                .instanceType(new InstanceType(settings.instanceType()))
                .vpc(network.vpc())
                .vpcSubnets(network.inside())
                .securityGroups(List.of(group))
                .port(PORT)
                .allocatedStorage(settings.storageGiB())
                .maxAllocatedStorage(settings.mostStorageGiB())
                .storageType(StorageType.GP3)
                .storageEncrypted(true)
                .publiclyAccessible(false)
                .backupRetention(Duration.days(settings.backupDays()))
                .caCertificate(CaCertificate.RDS_CA_RSA2048_G1)
                .parameters(parameters(settings));
        if (settings.guarded()) {
            guard(builder, key);
        } else {
            builder.multiAz(false)
                    .deletionProtection(false)
                    .removalPolicy(RemovalPolicy.DESTROY)
                    .credentials(Credentials.fromGeneratedSecret("pms"));
        }
        instance = builder.build();
        master = settings.guarded() ? managed(key) : given();
    }

    public SecurityGroup group() {
        return group;
    }

    public DatabaseInstance instance() {
        return instance;
    }

    public String host() {
        return instance.getDbInstanceEndpointAddress();
    }

    public String port() {
        return instance.getDbInstanceEndpointPort();
    }

    /** With {@code username} and {@code password}. */
    public ISecret master() {
        return master;
    }

    private void guard(DatabaseInstance.Builder builder, @Nullable IKey key) {
        builder.multiAz(true)
                .storageEncryptionKey(key)
                .manageMasterUserPassword(true)
                .credentials(Credentials.fromUsername("pms"))
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .deleteAutomatedBackups(false)
                .copyTagsToSnapshot(true)
                .autoMinorVersionUpgrade(true)
                .cloudwatchLogsExports(List.of("postgresql", "upgrade"))
                .enablePerformanceInsights(true)
                .performanceInsightEncryptionKey(key)
                .monitoringInterval(Duration.minutes(1))
                .monitoringRole(Role.Builder.create(this, "Monitoring")
                        .assumedBy(ServicePrincipal.Builder.create("monitoring.rds.amazonaws.com")
                                .build())
                        .managedPolicies(List.of(
                                ManagedPolicy.fromAwsManagedPolicyName("service-role/AmazonRDSEnhancedMonitoringRole")))
                        .build());
    }

    private ISecret managed(@Nullable IKey key) {
        CfnDBInstance resource = (CfnDBInstance) instance.getNode().getDefaultChild();
        if (resource == null || key == null) {
            throw new IllegalStateException("A guarded database has a key");
        }
        return Secret.fromSecretAttributes(
                this,
                "Master",
                software.amazon.awscdk.services.secretsmanager.SecretAttributes.builder()
                        .secretCompleteArn(resource.getAttrMasterUserSecretSecretArn())
                        .encryptionKey(key)
                        .build());
    }

    private ISecret given() {
        ISecret secret = instance.getSecret();
        if (secret == null) {
            throw new IllegalStateException("The master password is generated");
        }
        return secret;
    }

    private static IInstanceEngine engine(DatabaseSettings settings) {
        String major = settings.version().split("\\.", 2)[0];
        return DatabaseInstanceEngine.postgres(PostgresInstanceEngineProps.builder()
                .version(PostgresEngineVersion.of(settings.version(), major))
                .build());
    }

    private static Map<String, String> parameters(DatabaseSettings settings) {
        Map<String, String> parameters = new HashMap<>(PRIVATE_LOG);
        if (settings.guarded()) {
            parameters.put("rds.force_ssl", "1");
        }
        return parameters;
    }
}
