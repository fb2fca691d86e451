package pms.query.audit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static pms.query.Given.person;
import static pms.query.Given.registered;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.KafkaBroker;
import pms.kafka.Certificates;
import pms.query.App;
import pms.query.Servers;

/** The whole service and a broker that it can only reach by TLS. */
@SuppressWarnings("NullAway.Init")
class SecuredKafkaIT {

    private static final String NAME = "secured";
    private static final UUID ADA = UUID.fromString("00000000-0000-4000-8000-00000000000a");

    @TempDir
    private Path folder;

    @Test
    void readsTheTopicAndPutsReadsOnRecordByTls() throws Exception {
        var certificates = new Certificates(folder);
        Path certificate = certificates.make("broker");
        int port = FreePorts.next();
        try (var broker = KafkaBroker.startTemporary(Map.of(port, certificates.properties("broker")));
                var admin = Admin.create(inClear(broker));
                var producer =
                        new KafkaProducer<>(inClear(broker), new StringSerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(
                            new NewTopic(NAME, 1, (short) 1), new NewTopic(Servers.auditOf(NAME), 1, (short) 1)))
                    .all()
                    .get(60, SECONDS);
            try (var app = new App(
                    NAME,
                    "--pms.projection.bootstrap-servers=127.0.0.1:" + port,
                    "--pms.audit.bootstrap-servers=127.0.0.1:" + port,
                    "--PMS_KAFKA_SECURITY=ssl",
                    "--PMS_KAFKA_CA=" + certificate)) {
                producer.send(app.relay().next(ADA, registered(ADA, person("Ada Secured"))))
                        .get(60, SECONDS);

                app.patient(ADA).expectStatus().isOk();
            }
            var onRecord = new TopicPartition(Servers.auditOf(NAME), 0);
            assertThat(admin.listOffsets(Map.of(onRecord, OffsetSpec.latest()))
                            .partitionResult(onRecord)
                            .get(60, SECONDS)
                            .offset())
                    .as("entries")
                    .isPositive();
        }
    }

    private static Map<String, Object> inClear(KafkaBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
