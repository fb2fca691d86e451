package pms.e2e.faults.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import pms.e2e.faults.plan.Fault.Cut;
import pms.e2e.faults.plan.Fault.Freeze;
import pms.e2e.faults.plan.Fault.FreezeBackend;
import pms.e2e.faults.plan.Fault.FullDisk;
import pms.e2e.faults.plan.Fault.ImmediateShutdown;
import pms.e2e.faults.plan.Fault.Join;
import pms.e2e.faults.plan.Fault.Kill;
import pms.e2e.faults.plan.Fault.KillBackend;
import pms.e2e.faults.plan.Fault.Restart;
import pms.e2e.faults.plan.Fault.Slow;

/**
 * The faults of a run. The same seed, length and number give the same plan. All kinds of fault come before one comes a
 * second time, so that a short run sees many.
 */
public record Plan(long seed, List<Planned> faults) {
    private static final List<String> SERVICES =
            List.of("command-side", "query-side", "analytics-projector", "billing-grpc", "edge-gateway");
    private static final List<String> DATABASES = List.of("events", "patients", "analytics", "billing");
    /** The load runs undisturbed at first, and the last fault has some time left to show. */
    private static final double LEAD_SECONDS = 5;

    public Plan {
        faults = List.copyOf(faults);
    }

    public static Plan of(long seed, int lengthSeconds, int count) {
        Random random = new Random(seed);
        List<Planned> faults = new ArrayList<>();
        List<Fault> round = new ArrayList<>();
        double step = (lengthSeconds - 2 * LEAD_SECONDS) / Math.max(1, count);
        for (int i = 0; i < count; i++) {
            if (round.isEmpty()) {
                round.addAll(oneOfEach(random));
                Collections.shuffle(round, random);
            }
            double at = LEAD_SECONDS + step * (i + random.nextDouble() * 0.8);
            faults.add(new Planned(i + 1, Math.round(at * 10) / 10.0, round.removeLast()));
        }
        return new Plan(seed, faults);
    }

    private static List<Fault> oneOfEach(Random random) {
        List<Fault> all = new ArrayList<>();
        for (String service : SERVICES) {
            all.add(new Kill(service));
            all.add(new Restart(service));
        }
        all.add(new Kill("command-side"));
        all.add(new Kill("kafka"));
        all.add(new Restart("kafka"));
        all.add(new Restart("postgres"));
        all.add(new ImmediateShutdown());
        all.add(new KillBackend(any(DATABASES, random)));
        all.add(new FreezeBackend(any(DATABASES, random), random.nextInt(3, 9)));
        all.add(new Freeze("command-side", random.nextInt(3, 12)));
        all.add(new Freeze(any(SERVICES, random), random.nextInt(3, 9)));
        all.add(new Freeze("kafka", random.nextInt(3, 9)));
        for (boolean toKafka : new boolean[] {false, true}) {
            List<Route> routes = Stream.of(Route.values())
                    .filter(route -> route.isToKafka() == toKafka)
                    .toList();
            all.add(new Cut(any(routes, random), random.nextInt(2, 6)));
            all.add(new Slow(any(routes, random), random.nextInt(50, 400), random.nextInt(3, 8)));
        }
        all.add(new FullDisk(random.nextInt(4, 10)));
        all.add(new Join("command-side", 1, random.nextInt(30, 60)));
        all.add(new Join("query-side", random.nextInt(1, 3), random.nextInt(30, 60)));
        return all;
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One line a fault. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        for (Planned planned : faults) {
            text.append("%4d  %7.1f s  %s%n"
                    .formatted(
                            planned.number(),
                            planned.atSeconds(),
                            planned.fault().describe()));
        }
        return text.toString();
    }
}
