package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.KafkaBroker;
import pms.command.testing.BillingPeer;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.Service;
import pms.command.testing.Topic;
import pms.kafka.Certificates;

/** The whole service and a broker that it can only reach by TLS. */
@SuppressWarnings("NullAway.Init")
class SecuredKafkaIT {

    @TempDir
    private Path folder;

    @Test
    void makesItsTopicsAndRelaysByTls() throws Exception {
        var certificates = new Certificates(folder);
        Path certificate = certificates.make("broker");
        int port = FreePorts.next();
        String topic = Servers.freshTopic();
        try (var broker = KafkaBroker.startTemporary(Map.of(port, certificates.properties("broker")));
                var service = Service.startWith(
                        Servers.freshDatabase(),
                        topic,
                        new BillingPeer(),
                        Map.of(
                                "pms.kafka.bootstrap",
                                "127.0.0.1:" + port,
                                "PMS_KAFKA_SECURITY",
                                "ssl",
                                "PMS_KAFKA_CA",
                                certificate.toString()))) {
            var answer = new Patients(service.http()).register(Patients.json(Patients.freshEmail()));
            long position = Long.parseLong(answer.getResponseHeaders().getFirst("PMS-Position"));

            assertThat(Topic.readFrom(broker.bootstrapServers(), topic, position))
                    .extracting(Topic::position)
                    .contains(position);
        }
    }
}
