package pms.e2e.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Gateway;
import pms.schema.patient.v1.PatientAmended;
import pms.schema.patient.v1.PatientRegistered;

class KafkaRecordIT {
    private static final String TOPIC = "patient.events.v1";

    @Test
    void carriesEachEventKeyedByItsPatientAsACloudEvent() throws Exception {
        Map<String, Object> patient = Patients.whole();
        Registered registered = Patients.register(patient);
        gateway().put(registered.path(), Patients.changed(patient, "name", "Second Name"));
        gateway().delete(registered.path());

        List<ConsumerRecord<String, byte[]>> records = recordsOf(registered.id(), 4);
        assertThat(records)
                .extracting(record -> header(record, "ce_type"))
                .containsExactlyInAnyOrder(
                        "pms.patient.v1.PatientRegistered",
                        "pms.patient.v1.PatientAmended",
                        "pms.patient.v1.PatientDeactivated",
                        "pms.patient.v1.BillingAccountOpened");
        assertThat(records)
                .extracting(ConsumerRecord::partition)
                .as("one partition")
                .containsOnly(records.getFirst().partition());
        assertThat(records)
                .extracting(record -> Long.parseLong(header(record, "ce_position")))
                .as("in the order of positions")
                .isSorted()
                .doesNotHaveDuplicates();
        isACloudEvent(records.getFirst(), registered);

        PatientRegistered first = PatientRegistered.parseFrom(records.getFirst().value());
        assertThat(first.getPatientId()).isEqualTo(registered.id());
        assertThat(first.getVersion()).isEqualTo(1);
        assertThat(first.getFacts().getBirthYear()).isEqualTo(1984);
        ConsumerRecord<String, byte[]> amended = records.stream()
                .filter(record -> header(record, "ce_type").endsWith("Amended"))
                .findFirst()
                .orElseThrow();
        assertThat(PatientAmended.parseFrom(amended.value()).getVersion()).isEqualTo(2);
    }

    private static void isACloudEvent(ConsumerRecord<String, byte[]> record, Registered registered) {
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(UUID.fromString(header(record, "ce_id"))).isNotNull();
        assertThat(header(record, "ce_source")).isEqualTo("/pms/command-side");
        assertThat(header(record, "ce_type")).isEqualTo("pms.patient.v1.PatientRegistered");
        assertThat(header(record, "ce_subject")).isEqualTo(registered.id());
        assertThat(Instant.parse(header(record, "ce_time"))).isBefore(Instant.now());
        assertThat(header(record, "ce_position")).isEqualTo(Long.toString(registered.position()));
        assertThat(header(record, "ce_actor")).isEqualTo(Gateway.DEMO_EMAIL);
        assertThat(header(record, "ce_correlationid")).isNotEmpty();
        assertThat(header(record, "content-type")).isEqualTo("application/protobuf");
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        assertThat(header).as("header %s", name).isNotNull();
        return new String(header.value(), UTF_8);
    }

    private static List<ConsumerRecord<String, byte[]>> recordsOf(String patientId, int count) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                new HashMap<>(Map.of("bootstrap.servers", kafka(), "enable.auto.commit", "false")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(it -> new TopicPartition(it.topic(), it.partition()))
                    .toList();
            assertThat(partitions).hasSize(12);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(60, SECONDS).until(() -> {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (patientId.equals(record.key())) {
                        found.add(record);
                    }
                }
                return found.size() >= count;
            });
        }
        return found;
    }
}
