package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.KafkaBroker;
import pms.command.testing.BillingPeer;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import pms.command.testing.Topic;

/** Kafka loses what it had acknowledged. */
class LostRecordsIT {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int EVENTS = 300;

    @TempDir
    private Path folder;

    private final Database database = Servers.freshDatabase();
    private final BillingPeer billing = new BillingPeer();
    private final String topic = Servers.freshTopic();
    private String bootstrap = Servers.kafka();

    @Test
    void publishesATopicThatIsGoneFromItsBeginning() throws ExecutionException, InterruptedException {
        try (Service service = start()) {
            appendAndRelay(service, EVENTS);
            assertThat(read(EVENTS)).as("nothing was lost so far").allMatch(record -> Topic.edition(record) == 0);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }

        try (Service service = start()) {
            appendAndRelay(service, EVENTS);

            List<ConsumerRecord<String, byte[]>> records = read(2 * EVENTS);
            RelayIT.requireNoGapAndOrder(records, 2 * EVENTS);
            assertThat(records).as("each once").hasSize(2 * EVENTS);
            assertThat(records)
                    .as("readers learn that their offsets are of another topic")
                    .allMatch(record -> Topic.edition(record) > 0);
        }
    }

    @Test
    void publishesTheEndOfAPartitionThatAPowerCutHasTaken() throws IOException {
        int port = FreePorts.next();
        try (KafkaBroker broker = own(port)) {
            bootstrap = broker.bootstrapServers();
            try (Service service = start()) {
                appendAndRelay(service, EVENTS / 2);
                appendAndRelay(service, EVENTS / 2);
            }
            broker.process().destroyForcibly();
            broker.process().onExit().join();
        }
        loseTheEndOf(largestPartition());

        try (KafkaBroker broker = own(port)) {
            bootstrap = broker.bootstrapServers();
            try (Service service = start()) {
                appendAndRelay(service, EVENTS);
            }
            List<ConsumerRecord<String, byte[]>> records = read(2 * EVENTS);
            RelayIT.requireNoGapAndOrder(records, 2 * EVENTS);
            assertThat(records)
                    .as("what is whole is not sent again")
                    .filteredOn(record -> Topic.position(record) == 1)
                    .hasSize(1);
        }
    }

    /** Not the one that all share: it is killed. */
    private KafkaBroker own(int port) {
        return KafkaBroker.start(folder.resolve("node"), port, folder.resolve("kafka.log"));
    }

    @Test
    void publishesAgainFromWhereTheOperatorWantsIt() {
        try (Service service = start()) {
            appendAndRelay(service, EVENTS);

            service.http("Bearer " + TestTrust.OPERATOR)
                    .post()
                    .uri("/internal/republications?from=101")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .json("{\"from\": 101, \"head\": 300}");
            awaitRelayed(EVENTS);
            appendAndRelay(service, 1);

            List<ConsumerRecord<String, byte[]>> records = read(EVENTS + 1);
            RelayIT.requireNoGapAndOrder(records, EVENTS + 1);
            Map<Long, Long> times =
                    records.stream().collect(Collectors.groupingBy(Topic::position, Collectors.counting()));
            assertThat(LongStream.rangeClosed(1, 100))
                    .allSatisfy(position -> assertThat(times).containsEntry(position, 1L));
            assertThat(LongStream.rangeClosed(101, EVENTS))
                    .allSatisfy(position -> assertThat(times).containsEntry(position, 2L));
        }
    }

    @Test
    void refusesToPublishFromNowhere() {
        try (Service service = start()) {
            for (String from : List.of("0", "-1", "x")) {
                service.http("Bearer " + TestTrust.OPERATOR)
                        .post()
                        .uri("/internal/republications?from=" + from)
                        .exchange()
                        .expectStatus()
                        .isBadRequest();
            }
        }
    }

    private Service start() {
        return Service.startWith(database, topic, billing, Map.of("pms.kafka.bootstrap", bootstrap));
    }

    private void appendAndRelay(Service service, int count) {
        RelayIT.append(service, count);
        awaitRelayed(Servers.number(database, "select position from event_head"));
    }

    private void awaitRelayed(long position) {
        await().atMost(LONG)
                .until(() ->
                        Servers.number(database, "select position from checkpoint where name = 'relay'") >= position);
    }

    private List<ConsumerRecord<String, byte[]>> read(long last) {
        return Topic.readFrom(bootstrap, topic, last);
    }

    private Path largestPartition() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("node").resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> file.toString().matches(".*/" + topic + "-\\d+/[^/]+"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static void loseTheEndOf(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            assertThat(file.length()).isPositive();
            file.setLength(file.length() / 2);
        }
    }
}
