package pms.e2e.faults;

import java.util.List;
import pms.e2e.faults.check.Findings;
import pms.e2e.faults.inject.Injected;
import pms.e2e.faults.plan.Plan;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Rejected;
import pms.e2e.faults.truth.SentCommand.Unknown;

/**
 * A run and what came of it.
 *
 * @param beginNanos {@link System#nanoTime()} at which the load began
 * @param settled whether everything came to rest in time; else what is missing may only be late
 * @param settleSeconds from the end of the load until it had
 */
public record Result(
        Settings settings,
        Plan plan,
        List<Injected> injected,
        List<Sample> samples,
        Evidence evidence,
        Findings findings,
        long beginNanos,
        boolean settled,
        double settleSeconds) {

    public long acknowledged() {
        return evidence.commands().stream()
                .filter(each -> each.outcome() instanceof Acknowledged)
                .count();
    }

    public long rejected() {
        return evidence.commands().stream()
                .filter(each -> each.outcome() instanceof Rejected)
                .count();
    }

    public long unknown() {
        return evidence.commands().stream()
                .filter(each -> each.outcome() instanceof Unknown)
                .count();
    }

    /** Acknowledged at a later try with the same key. */
    public long retried() {
        return evidence.commands().stream()
                .filter(each -> each.outcome() instanceof Acknowledged answer && answer.tries() > 1)
                .count();
    }

    /** Faults that met something. */
    public long faults() {
        return injected.stream().filter(Injected::done).count();
    }
}
