package pms.query;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import pms.schema.patient.v1.Identifier;
import pms.schema.patient.v1.Person;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Measures how fast events become views, with persons sealed and with persons in clear, by turns. Run by hand, on a JVM
 * with its full compiler and without BlockHound: {@code java -cp <test class path> pms.query.ProjectorThroughput}.
 */
public final class ProjectorThroughput {

    private static final int ROUNDS = 5;
    private static final int PATIENTS = 15_000;
    private static final int EVENTS = 45_000;

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private record Applied(long events, long nanos, long cpuNanos) {}

    private record Rate(double perSecond, double cpuMicros) {}

    private ProjectorThroughput() {}

    public static void main(String[] arguments) {
        List<Rate> clear = new ArrayList<>();
        List<Rate> sealed = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            Rate inClear = rate("clear" + round, true);
            Rate inSeal = rate("sealed" + round, false);
            report("round " + round, inClear, inSeal);
            if (round > 0) { // the first warms up
                clear.add(inClear);
                sealed.add(inSeal);
            }
        }
        report("median of " + ROUNDS, median(clear), median(sealed));
        System.exit(0);
    }

    private static Rate rate(String name, boolean inClear) {
        try (App app = new App(name, "--" + ClearKeys.PROPERTY + "=" + inClear)) {
            app.keys().sealNothing(inClear);
            app.whileDown(() -> app.relay().publish(events(app.relay())));
            Applied first = applied(app, 1);
            Applied last = applied(app, EVENTS);
            long events = last.events() - first.events();
            return new Rate(
                    events / ((last.nanos() - first.nanos()) / 1e9),
                    (last.cpuNanos() - first.cpuNanos()) / 1e3 / events);
        }
    }

    /** Once so many are applied. The first batch that is seen begins, so that joining the group does not count. */
    private static Applied applied(App app, long least) {
        return Flux.interval(Duration.ZERO, POLL)
                .onBackpressureDrop()
                .concatMap(tick -> Mono.fromCallable(() -> new Applied(
                        app.number("select coalesce(sum(next_offset), 0) from projection_partition"),
                        System.nanoTime(),
                        PROCESS.getProcessCpuTime())))
                .filter(applied -> applied.events() >= least)
                .next()
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private static List<ProducerRecord<String, byte[]>> events(Relay relay) {
        List<ProducerRecord<String, byte[]>> events = new ArrayList<>();
        for (int n = 0; n < EVENTS; n++) {
            UUID id = new UUID(n % PATIENTS * 0x9E3779B97F4A7C15L, n % PATIENTS);
            long version = 1L + n / PATIENTS;
            Person.Builder person = person(n);
            events.add(
                    relay.next(id, version == 1 ? Given.registered(id, person) : Given.amended(id, version, person)));
        }
        return events;
    }

    private static Person.Builder person(int n) {
        return Given.person("Given" + n % 997 + " Family" + n % 1009)
                .setGivenName("Given" + n % 997)
                .setFamilyName("Family" + n % 1009)
                .setEmail("person." + n + "@example.org")
                .setPhone("+49 170 " + n)
                .setAddress(n % 211 + " Long Test Road, 1" + n % 9999 + " Testing-upon-Sea")
                .addIdentifiers(Identifier.newBuilder()
                        .setSystem("urn:oid:2.16.840.1.113883.4.3.25")
                        .setValue("MRN-" + n));
    }

    private static Rate median(List<Rate> rates) {
        return new Rate(median(rates, Rate::perSecond), median(rates, Rate::cpuMicros));
    }

    private static double median(List<Rate> rates, ToDoubleFunction<Rate> figure) {
        return rates.stream().mapToDouble(figure).sorted().toArray()[rates.size() / 2];
    }

    private static void report(String what, Rate clear, Rate sealed) {
        System.out.printf(
                "%s: clear %.0f/s, sealed %.0f/s, ratio %.3f; CPU of this JVM, key service and all: %.1f and %.1f us an"
                        + " event%n",
                what,
                clear.perSecond(),
                sealed.perSecond(),
                sealed.perSecond() / clear.perSecond(),
                clear.cpuMicros(),
                sealed.cpuMicros());
    }
}
