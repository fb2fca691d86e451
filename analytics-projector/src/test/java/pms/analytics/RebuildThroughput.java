package pms.analytics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.core.ParameterizedTypeReference;
import pms.projection.CloudEventReader;
import pms.schema.patient.v1.Gender;

/**
 * Measures how fast the views are rebuilt, beside how fast the events are read and decoded alone, and how long queries take
 * meanwhile. Run by hand, on a JVM with its full compiler and without BlockHound, with a number of events, and of queries a
 * second (0: none): {@code java -Dpms.test.batch-size=2000 -cp <test class path> pms.analytics.RebuildThroughput 1000000
 * 20}. With {@code -Dpms.bench.hospital=true} seven events in ten are of encounters; otherwise none is.
 */
public final class RebuildThroughput {
    private static final String NAME = "rebuild_throughput";
    private static final int PARTITIONS = 12;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration BASELINE = Duration.ofSeconds(15);
    private static final ParameterizedTypeReference<Object> ANYTHING = new ParameterizedTypeReference<>() {};
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Random random = new Random(1);
    private final List<UUID> registered = new ArrayList<>();
    private final BenchEvents hospital = new BenchEvents(false);
    private final int queriesPerSecond;

    private RebuildThroughput(int queriesPerSecond) {
        this.queriesPerSecond = queriesPerSecond;
    }

    public static void main(String[] arguments) {
        int events = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
        new RebuildThroughput(arguments.length < 2 ? 20 : Integer.parseInt(arguments[1])).measure(events);
        System.exit(0);
    }

    private void measure(int events) {
        var password = Servers.postgres().createDatabase(NAME);
        Servers.createTopic(NAME, PARTITIONS);
        write(events);
        long start = System.nanoTime();
        read(events);
        report("read and decoded", events, start);
        start = System.nanoTime();
        try (var analytics = new RunningAnalytics(NAME, password)) {
            analytics.await(events);
            report("applied live", events, start);
            report("without a rebuild", latencies(analytics, CompletableFuture.runAsync(RebuildThroughput::pause)));
            for (int round = 1; round <= 3; round++) {
                start = System.nanoTime();
                long cpu = PROCESS.getProcessCpuTime();
                Duration database = Servers.postgresCpu();
                var ended = CompletableFuture.supplyAsync(() -> new RebuildClient(analytics).rebuild("analytics"));
                report("during a rebuild", latencies(analytics, ended));
                report("rebuilt", events, start);
                System.out.printf(
                        "us of CPU an event: %.1f of the JVM, %.1f of PostgreSQL; %s%n",
                        (PROCESS.getProcessCpuTime() - cpu) / 1e3 / events,
                        Servers.postgresCpu().minus(database).toNanos() / 1e3 / events,
                        ended.join());
            }
        }
    }

    private static void pause() {
        try (var consumer = consumer()) {
            consumer.assign(List.of(new TopicPartition(NAME + ".dlq", 0)));
            consumer.seekToEnd(consumer.assignment());
            consumer.poll(BASELINE);
        }
    }

    private List<Long> latencies(RunningAnalytics analytics, CompletableFuture<?> until) {
        var nanos = new ArrayList<Long>();
        var paths = List.of("summary", "registrations?bucket=month", "demographics");
        long begin = System.nanoTime();
        while (queriesPerSecond > 0 && !until.isDone()) {
            long start = System.nanoTime();
            analytics.get("/api/analytics/" + paths.get(nanos.size() % paths.size()), ANYTHING);
            nanos.add(System.nanoTime() - start);
            LockSupport.parkNanos(begin + nanos.size() * 1_000_000_000L / queriesPerSecond - System.nanoTime());
        }
        until.join();
        nanos.sort(null);
        return nanos;
    }

    private static void report(String what, List<Long> nanos) {
        if (nanos.isEmpty()) {
            return;
        }
        System.out.printf(
                "%-20s p50 %.1f ms, p99 %.1f ms of %d queries%n",
                what, nanos.get(nanos.size() / 2) / 1e6, nanos.get(nanos.size() * 99 / 100) / 1e6, nanos.size());
    }

    private static void report(String what, int events, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-20s %,.0f events/s (%.1f s)%n", what, events / seconds, seconds);
    }

    private static void read(int events) {
        var reader = new CloudEventReader();
        try (var consumer = consumer()) {
            consumer.assign(consumer.partitionsFor(NAME).stream()
                    .map(partition -> new TopicPartition(NAME, partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            int seen = 0;
            while (seen < events) {
                for (var record : consumer.poll(POLL)) {
                    seen += reader.event(record).position() > 0 ? 1 : 0;
                }
            }
        }
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.bootstrapServers(), "max.poll.records", 1_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private void write(int events) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", Servers.bootstrapServers(), "linger.ms", 20),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int position = 1; position <= events; position++) {
                var unused = producer.send(record(position));
            }
        }
    }

    private ProducerRecord<String, byte[]> record(long position) {
        if (Boolean.getBoolean("pms.bench.hospital")) {
            var event = hospital.batch(1).getFirst();
            return record(
                    position,
                    event.type(),
                    event.subject(),
                    event.time(),
                    event.payload().toByteArray());
        }
        var event = next();
        var message = event.message();
        return record(
                position,
                message.getDescriptorForType().getFullName(),
                event.patientId().toString(),
                EventTopic.timeOf(position),
                message.toByteArray());
    }

    /** Of ten events: four register, four open the account of one that is new, two amend anybody. */
    private PatientEvent next() {
        int kind = random.nextInt(10);
        if (registered.isEmpty() || kind < 4) {
            registered.add(new UUID(random.nextLong(), random.nextLong()));
            return new PatientEvent.Registered(registered.getLast(), facts());
        }
        return kind < 8
                ? new PatientEvent.AccountOpened(registered.getLast())
                : new PatientEvent.Amended(registered.get(random.nextInt(registered.size())), facts());
    }

    private PatientEvent.OpenFacts facts() {
        return new PatientEvent.OpenFacts(
                1930 + random.nextInt(90),
                random.nextBoolean() ? Gender.GENDER_FEMALE : Gender.GENDER_MALE,
                "Region " + random.nextInt(50),
                LocalDate.of(2024, 1, 1).plusDays(random.nextInt(700)));
    }

    private static ProducerRecord<String, byte[]> record(
            long position, String type, String subject, Instant time, byte[] payload) {
        var headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        new UUID(7, position).toString(),
                        "ce_source",
                        "/pms/command-side",
                        "ce_type",
                        type,
                        "ce_subject",
                        subject,
                        "ce_time",
                        time.toString(),
                        "ce_position",
                        Long.toString(position),
                        "ce_actor",
                        "tester@example.org",
                        "content-type",
                        "application/protobuf")
                .forEach((header, value) -> headers.add(header, value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(NAME, null, null, subject, payload, headers);
    }
}
