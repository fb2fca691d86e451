package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import pms.cli.runtime.KafkaBroker;
import pms.command.testing.BillingPeer;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.Service;
import pms.command.testing.Topic;

/** Kafka and PostgreSQL are away at the same time. */
class RelayOutageIT {

    /** Much longer than closing waits, and much shorter than the ten minutes that a record is tried for here. */
    private static final Duration BEFORE_IT_GIVES_UP = Duration.ofMinutes(2);

    private static final String NETWORK_THREAD = "kafka-producer-network-thread | command-side-relay";

    /** What it has in hand may find another topic of that name when the broker is back. */
    @Test
    void itsProducerGoesSilentWhenItsTurnEndsWhileTheBrokerIsAway()
            throws IOException, InterruptedException, SQLException {
        BillingPeer billing = new BillingPeer();
        Database database = Servers.freshDatabase();
        String topic = Servers.freshTopic();
        Set<Thread> others = producers();
        try (KafkaBroker broker = KafkaBroker.startTemporary();
                Service service = Service.startWith(
                        database,
                        topic,
                        billing,
                        Map.of(
                                "pms.kafka.bootstrap",
                                broker.bootstrapServers(),
                                "pms.kafka.delivery-timeout",
                                "10m"))) {
            RelayIT.append(service, 200);
            Topic.readFrom(broker.bootstrapServers(), topic, 200);
            signal(broker, "STOP");
            try {
                RelayIT.append(service, 200);
                Set<Thread> producers = producers();
                producers.removeAll(others);
                assertThat(producers).hasSize(1);

                Servers.cutConnections(database);

                await().atMost(BEFORE_IT_GIVES_UP)
                        .until(() -> producers.stream().noneMatch(Thread::isAlive));
            } finally {
                signal(broker, "CONT");
            }
        } finally {
            billing.stop();
        }
    }

    private static Set<Thread> producers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NETWORK_THREAD))
                .collect(Collectors.toSet());
    }

    private static void signal(KafkaBroker broker, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(broker.process().pid()))
                .start()
                .waitFor();
    }
}
