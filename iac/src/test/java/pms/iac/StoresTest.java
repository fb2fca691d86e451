package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Databases, Kafka and keys. Versions and instance types are asserted, for no validator knows them. */
class StoresTest {

    /** https://docs.aws.amazon.com/msk/latest/developerguide/supported-kafka-versions.html */
    private static final Set<String> KAFKA_VERSIONS = Set.of(
            "3.7.x", "3.7.x.kraft", "3.8.x", "3.8.x.kraft", "3.9.x", "3.9.x.kraft", "4.0.x.kraft", "4.1.x.kraft");

    /** https://docs.aws.amazon.com/msk/latest/developerguide/msk-create-cluster.html#broker-instance-types */
    private static final Set<String> BROKER_TYPES =
            Set.of("kafka.t3.small", "kafka.m5.large", "kafka.m7g.large", "kafka.m7g.xlarge", "kafka.m7g.2xlarge");

    private final Resources aws = Synthesized.aws();

    @Test
    void kafkaIsOfAVersionAndSizeThatMskHas() {
        JsonNode cluster = aws.named("EventStreamCluster");
        assertThat(KAFKA_VERSIONS).contains(cluster.path("KafkaVersion").asString(""));
        assertThat(cluster.path("KafkaVersion").asString("")).isEqualTo("3.9.x.kraft");
        assertThat(cluster.path("BrokerNodeGroupInfo").path("InstanceType").asString(""))
                .isEqualTo("kafka.m7g.large")
                .isIn(BROKER_TYPES);
        assertThat(cluster.path("NumberOfBrokerNodes").asInt()).isEqualTo(3);
        assertThat(cluster.path("BrokerNodeGroupInfo").path("ClientSubnets")).hasSize(3);

        Resources local = Synthesized.localStack();
        assertThat(local.named("EventStreamCluster")
                        .path("BrokerNodeGroupInfo")
                        .path("InstanceType")
                        .asString(""))
                .isIn(BROKER_TYPES);
        assertThat(local.template()
                        .path("Parameters")
                        .path("KafkaVersion")
                        .path("Default")
                        .asString(""))
                .isIn(KAFKA_VERSIONS);
    }

    @Test
    void kafkaTakesTlsAndIamAlone() {
        JsonNode cluster = aws.named("EventStreamCluster");
        assertThat(cluster.path("ClientAuthentication").toString())
                .isEqualTo("{\"Sasl\":{\"Iam\":{\"Enabled\":true}},\"Unauthenticated\":{\"Enabled\":false}}");
        assertThat(cluster.path("EncryptionInfo").path("EncryptionInTransit").toString())
                .isEqualTo("{\"ClientBroker\":\"TLS\",\"InCluster\":true}");
    }

    @Test
    void whatKafkaAcknowledgedIsOnTwoBrokersAndKept() {
        assertThat(aws.named("EventStreamConfiguration")
                        .path("ServerProperties")
                        .asString(""))
                .contains("default.replication.factor=3", "min.insync.replicas=2")
                .contains("auto.create.topics.enable=false", "unclean.leader.election.enable=false")
                .contains("log.retention.ms=-1");
    }

    @Test
    void databasesAreOfAVersionAndSizeThatRdsHas() {
        assertThat(aws.ofType("AWS::RDS::DBInstance").values()).hasSize(2).allSatisfy(server -> {
            assertThat(server.path("EngineVersion").asString("")).isEqualTo("18.3");
            assertThat(server.path("DBInstanceClass").asString("")).isEqualTo("db.m7g.large");
        });
        assertThat(aws.ofType("AWS::RDS::DBParameterGroup").values())
                .allSatisfy(
                        group -> assertThat(group.path("Family").asString("")).isEqualTo("postgres18"));
    }

    @Test
    void databasesLoseAZoneAndNothingElse() {
        assertThat(aws.ofType("AWS::RDS::DBInstance")).allSatisfy((name, server) -> {
            assertThat(server.path("MultiAZ").asBoolean(false)).isTrue();
            assertThat(server.path("DeletionProtection").asBoolean(false)).isTrue();
            assertThat(server.path("StorageEncrypted").asBoolean(false)).isTrue();
            assertThat(server.path("ManageMasterUserPassword").asBoolean(false)).isTrue();
            assertThat(server.path("PubliclyAccessible").asBoolean(true)).isFalse();
            assertThat(server.has("MasterUserPassword")).isFalse();
            assertThat(aws.whole(name).path("DeletionPolicy").asString("")).isEqualTo("Retain");
        });
    }

    @Test
    void databasesTakeTlsAloneAndLogNoContent() {
        assertThat(aws.ofType("AWS::RDS::DBParameterGroup").values()).hasSize(2).allSatisfy(group -> {
            JsonNode parameters = group.path("Parameters");
            assertThat(parameters.path("rds.force_ssl").asString("")).isEqualTo("1");
            assertThat(parameters.path("log_error_verbosity").asString("")).isEqualTo("terse");
            assertThat(parameters.path("log_min_error_statement").asString("")).isEqualTo("panic");
            assertThat(parameters.path("log_parameter_max_length_on_error").asString(""))
                    .isEqualTo("0");
            assertThat(parameters.path("log_statement").asString("")).isEqualTo("none");
        });
    }

    @Test
    void theStoreIsBackedUpForAWeekAndViewsAreNot() {
        assertThat(aws.named("StoreInstance").path("BackupRetentionPeriod").asInt())
                .isEqualTo(7);
        assertThat(aws.named("ViewsInstance").path("BackupRetentionPeriod").asInt(-1))
                .isZero();
        Containers containers = new Containers(aws);
        assertThat(containers.variables("query-side").get("PMS_POSTGRES_HOST")).contains("ViewsInstance");
        assertThat(List.of("command-side", "billing-grpc", "analytics-projector", "edge-gateway"))
                .allSatisfy(service -> assertThat(containers.variables(service).get("PMS_POSTGRES_HOST"))
                        .contains("StoreInstance"));
    }

    @Test
    void commandSideAloneUnwrapsKeysOfPersonsAndNothingElseWithThatKey() {
        assertThat(aws.ofType("AWS::IAM::Policy")).allSatisfy((name, policy) -> {
            String text = policy.toString();
            if (name.equals("ServicesCommandSideTaskTaskRoleDefaultPolicy")) {
                assertThat(text)
                        .contains("{\"Action\":\"kms:Decrypt\",\"Condition\":{\"StringEquals\":"
                                + "{\"kms:EncryptionContext:pms\":\"kek\"}},\"Effect\":\"Allow\","
                                + "\"Resource\":{\"Fn::GetAtt\":[\"KeysPersons\",\"Arn\"]}}");
            } else {
                assertThat(text).as(name).doesNotContain("KeysPersons");
            }
        });
    }

    @Test
    void keysAreRotatedAndStay() {
        assertThat(aws.ofType("AWS::KMS::Key")).hasSize(3).allSatisfy((name, key) -> {
            assertThat(key.path("EnableKeyRotation").asBoolean(false)).isTrue();
            assertThat(aws.whole(name).path("DeletionPolicy").asString("")).isEqualTo("Retain");
        });
    }
}
