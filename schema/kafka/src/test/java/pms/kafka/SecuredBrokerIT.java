package pms.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.KafkaBroker;

/** A broker with a certificate of its own, and each kind of client. */
@SuppressWarnings("NullAway.Init")
class SecuredBrokerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private static Path certificate;
    private static Path another;
    private static int port;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws Exception {
        var certificates = new Certificates(folder);
        certificate = certificates.make("broker");
        another = certificates.make("another");
        port = FreePorts.next();
        broker = KafkaBroker.startTemporary(Map.of(port, certificates.properties("broker")));
    }

    @AfterAll
    static void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void isSpokenToByTlsWhenItsCertificateIsVouchedFor() throws Exception {
        var partition = new TopicPartition("secured", 0);
        try (Admin admin = Admin.create(secured(certificate));
                var producer = producer(certificate);
                var consumer = consumer(certificate)) {
            admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1)))
                    .all()
                    .get(60, SECONDS);
            producer.send(new ProducerRecord<>(partition.topic(), "sealed")).get(60, SECONDS);
            assertThat(consumer.endOffsets(List.of(partition), PATIENCE)).containsEntry(partition, 1L);
        }
    }

    @Test
    void isNotSpokenToWhenNobodyVouchesForIt() {
        try (Admin admin = Admin.create(secured(another));
                var producer = producer(another);
                var consumer = consumer(another)) {
            assertThatThrownBy(() -> admin.describeCluster().nodes().get(60, SECONDS))
                    .hasCauseInstanceOf(SslAuthenticationException.class);
            assertThatThrownBy(() ->
                            producer.send(new ProducerRecord<>("any", "sealed")).get(60, SECONDS))
                    .hasCauseInstanceOf(SslAuthenticationException.class);
            assertThatThrownBy(() -> consumer.listTopics(PATIENCE)).isInstanceOf(SslAuthenticationException.class);
        }
    }

    /** A client would go on trying. */
    @Test
    void answersNothingThatIsAskedInClear() throws Exception {
        int versions = 18;
        byte[] question = ByteBuffer.allocate(14)
                .putInt(10)
                .putShort((short) versions)
                .putShort((short) 0)
                .putInt(1)
                .putShort((short) -1)
                .array();
        assertThat(answer(broker.port(), question))
                .as("of the listener in clear")
                .isNotEmpty();
        assertThat(answer(port, question)).as("at most that it is no TLS").matches(bytes -> isNoAnswer(bytes));
    }

    private static boolean isNoAnswer(byte[] bytes) {
        int alert = 21;
        return bytes.length == 0 || bytes[0] == alert;
    }

    private static byte[] answer(int at, byte[] question) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(question);
            return socket.getInputStream().readNBytes(4);
        }
    }

    private static Map<String, Object> secured(Path ca) {
        var properties = new KafkaSecurity("ssl", ca.toString()).properties("127.0.0.1:" + port);
        properties.put("default.api.timeout.ms", 60_000);
        return properties;
    }

    private static KafkaProducer<String, String> producer(Path ca) {
        var properties = secured(ca);
        properties.remove("default.api.timeout.ms");
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(Path ca) {
        return new KafkaConsumer<>(secured(ca), new StringDeserializer(), new StringDeserializer());
    }
}
