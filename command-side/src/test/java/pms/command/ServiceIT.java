package pms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.testing.Patients;
import pms.command.testing.Servers;
import pms.command.testing.Service;
import pms.command.testing.TestTrust;
import pms.command.testing.Topic;
import pms.schema.patient.v1.PatientRegistered;

class ServiceIT {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Service service = Service.shared();

    @Test
    void carriesARegistrationToKafkaAndToBillingAndSaysHowFarItIs() throws Exception {
        String email = Patients.freshEmail();
        var answer = new Patients(service.http())
                .register(Patients.json(email), "X-Correlation-Id", "trace-me", "X-Forwarded-For", "192.0.2.7");
        long position = Long.parseLong(answer.getResponseHeaders().getFirst("PMS-Position"));

        ConsumerRecord<String, byte[]> record = Topic.read(service.topic(), position).stream()
                .filter(candidate -> Topic.position(candidate) == position)
                .findFirst()
                .orElseThrow();
        assertThat(Topic.header(record, "ce_type")).isEqualTo("pms.patient.v1.PatientRegistered");
        assertThat(Topic.header(record, "ce_actor")).isEqualTo("tester@example.org");
        assertThat(Topic.header(record, "ce_correlationid")).isEqualTo("trace-me");
        assertThat(record.headers())
                .extracting(header -> new String(header.value(), StandardCharsets.UTF_8))
                .as("where somebody was is for the audit alone")
                .doesNotContain("192.0.2.7", "ADMIN");
        assertThat(service.bean(EventStore.class)
                        .read(Criteria.everything(), position - 1)
                        .blockFirst(LONG))
                .extracting(StoredEvent::metadata)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                .containsEntry("role", "ADMIN")
                .containsEntry("address", "192.0.2.7");
        assertThat(PatientRegistered.parseFrom(record.value()).getSealedPerson().isEmpty())
                .isFalse();
        assertThat(new String(record.value(), StandardCharsets.ISO_8859_1))
                .as("nothing personal in clear")
                .doesNotContain(email, "Anna", "Sample Street", "1984-03-09");
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(service.billing().accounts()).containsKey(UUID.fromString(record.key())));
        await().atMost(LONG)
                .untilAsserted(() -> service.http("Bearer " + TestTrust.OPERATOR)
                        .get()
                        .uri("/actuator/projections")
                        .exchange()
                        .expectStatus()
                        .isOk()
                        .expectBody()
                        .jsonPath("$.head")
                        .value(head -> assertThat(((Number) head).longValue()).isGreaterThan(position))
                        .jsonPath("$.projections[0].name")
                        .isEqualTo("relay")
                        .jsonPath("$.projections[0].position")
                        .value(done -> assertThat(((Number) done).longValue()).isGreaterThan(position))
                        .jsonPath("$.projections[1].name")
                        .isEqualTo("account-opening")
                        .jsonPath("$.projections[1].position")
                        .value(done -> assertThat(((Number) done).longValue()).isGreaterThan(position)));
    }

    @Test
    void isHealthy() {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            service.http()
                    .get()
                    .uri(path)
                    .accept(MediaType.APPLICATION_JSON)
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.status")
                    .isEqualTo("UP");
        }
    }

    @Test
    void showsNothingElseOfItself() {
        service.http("Bearer " + TestTrust.OPERATOR)
                .get()
                .uri("/actuator/env")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void createsTopicsThatKeepEverything() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Servers.kafka()))) {
            await().atMost(LONG).until(() -> admin.listTopics().names().get().contains(service.topic() + ".dlq"));
            for (String topic : List.of(service.topic(), service.topic() + ".dlq")) {
                TopicDescription description = Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic));
                assertThat(description.partitions()).hasSize(12);
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
                Config config = Objects.requireNonNull(
                        admin.describeConfigs(List.of(resource)).all().get().get(resource));
                assertThat(config.get("retention.ms").value()).isEqualTo("-1");
            }
        }
    }
}
