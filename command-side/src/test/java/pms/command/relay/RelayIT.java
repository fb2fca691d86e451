package pms.command.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.StoredEvent;
import pms.command.testing.BillingPeer;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.Service;
import pms.command.testing.Topic;
import pms.kafka.KafkaSecurity;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RelayIT {

    private static final int PATIENTS = 50;

    private final Database database = Servers.freshDatabase();
    private final String topic = Servers.freshTopic();
    private final BillingPeer billing = new BillingPeer();

    @Test
    void publishesEachEventInOrderAndByteForByte() {
        try (Service service = Service.start(database, topic, billing)) {
            append(service, 300);

            List<ConsumerRecord<String, byte[]>> records = Topic.read(topic, 300);

            requireNoGapAndOrder(records, 300);
            assertThat(records).as("nothing went wrong, so nothing came twice").hasSize(300);
            Map<Long, ConsumerRecord<String, byte[]>> byPosition = new HashMap<>();
            records.forEach(record -> byPosition.put(Topic.position(record), record));
            assertThat(stored(service)).allSatisfy(event -> {
                ConsumerRecord<String, byte[]> record = Objects.requireNonNull(byPosition.get(event.position()));
                assertThat(record.value()).isEqualTo(event.payload());
                assertThat(record.key()).isEqualTo(event.subject());
                assertThat(Topic.header(record, "ce_id")).isEqualTo(event.id().toString());
            });
        }
    }

    @Test
    void leavesNoGapAndKeepsOrderWhenItsConnectionsAreCut() throws SQLException {
        try (Service service = Service.start(database, topic, billing)) {
            for (int i = 0; i < 4; i++) {
                append(service, 500);
                Servers.cutConnections(database);
            }
            append(service, 100);

            requireNoGapAndOrder(Topic.read(topic, 2_100), 2_100);
        }
    }

    @Test
    void goesOnWhereItWasAfterARestart() {
        try (Service service = Service.start(database, topic, billing)) {
            append(service, 500);
        }
        try (Service service = Service.start(database, topic, billing)) {
            append(service, 500);

            requireNoGapAndOrder(Topic.read(topic, 1_000), 1_000);
        }
    }

    @Test
    void putsOneEntryForEachEventIntoTheAuditTopicInOrderAlsoWhenItIsCut() throws SQLException {
        try (Service service = Service.start(database, topic, billing)) {
            append(service, 300);
            Servers.cutConnections(database);
            append(service, 300);

            List<AccessEntry> entries = Topic.entries(Topic.auditOf(topic), 600);

            Map<String, AccessEntry> byId = new LinkedHashMap<>();
            entries.forEach(entry -> byId.putIfAbsent(entry.getId(), entry));
            assertThat(byId.values())
                    .extracting(AccessEntry::getPosition)
                    .as("one each, in order, however often they were sent")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 600).boxed().toList());
            assertThat(stored(service)).allSatisfy(event -> {
                AccessEntry entry = Objects.requireNonNull(byId.get(event.id().toString()));
                assertThat(entry.getPosition()).isEqualTo(event.position());
                assertThat(entry.getAction()).isEqualTo(event.type());
                assertThat(entry.getPatientIdsList()).containsExactly(event.subject());
                assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
            });
        }
    }

    /** A topic of an earlier version gets what a new one has. */
    @Test
    void makesRoomInTheTopicsOfDeadLettersForTheLargestRecord() throws ExecutionException, InterruptedException {
        String topic = Servers.freshTopic();
        Map<String, Object> settings = Map.of("bootstrap.servers", Servers.kafka());
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic + ".dlq", 12, (short) 1)))
                    .all()
                    .get();
            KafkaProperties properties = new KafkaProperties(
                    Servers.kafka(),
                    KafkaSecurity.PLAINTEXT,
                    topic,
                    topic + ".audit",
                    12,
                    (short) 0,
                    16,
                    Duration.ofSeconds(10));

            new Topics(properties)
                    .ensure()
                    .as(StepVerifier::create)
                    .expectComplete()
                    .verify(Duration.ofSeconds(60));

            for (String name : List.of(topic + ".dlq", topic + ".audit.dlq")) {
                ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
                // A broker tells of what the controller has done a moment later.
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptionsInstanceOf(ExecutionException.class)
                        .untilAsserted(() -> assertThat(admin.describeConfigs(List.of(resource))
                                        .all()
                                        .get()
                                        .values())
                                .extracting(config ->
                                        config.get("max.message.bytes").value())
                                .containsExactly(Integer.toString(Topics.LARGEST_DEAD_LETTER)));
            }
        }
    }

    static void requireNoGapAndOrder(List<ConsumerRecord<String, byte[]>> records, int last) {
        Map<Integer, Long> highest = new HashMap<>();
        Set<Long> seen = new HashSet<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            long position = Topic.position(record);
            if (seen.add(position)) {
                assertThat(position)
                        .as("the first sendings of partition %d are in order", record.partition())
                        .isGreaterThan(highest.getOrDefault(record.partition(), 0L));
                highest.put(record.partition(), position);
            }
        }
        assertThat(seen).containsAll(LongStream.rangeClosed(1, last).boxed().toList());
    }

    static void append(Service service, int count) {
        EventStore events = service.bean(EventStore.class);
        Flux.range(0, count)
                .flatMap(n -> append(events, n), 64)
                .as(StepVerifier::create)
                .expectNextCount(count)
                .expectComplete()
                .verify(Duration.ofSeconds(60));
    }

    private static Mono<Long> append(EventStore events, int n) {
        String subject = new UUID(0, n % PATIENTS).toString();
        NewEvent event = new NewEvent(
                UUID.randomUUID(),
                "pms.test.Happened",
                subject,
                new byte[] {(byte) n, 0, -1},
                Map.of(),
                Set.of("t:" + n));
        return Mono.defer(() -> events.append(List.of(event), AppendCondition.none()))
                .map(appended -> appended.lastPosition())
                .retry(20);
    }

    private static List<StoredEvent> stored(Service service) {
        List<StoredEvent> events = new java.util.ArrayList<>();
        service.bean(EventStore.class)
                .read(Criteria.everything(), 0)
                .as(StepVerifier::create)
                .recordWith(() -> events)
                .thenConsumeWhile(event -> true)
                .verifyComplete();
        return events;
    }
}
