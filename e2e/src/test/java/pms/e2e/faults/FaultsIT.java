package pms.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import pms.e2e.LocalSystem;
import pms.e2e.faults.report.Report;

/**
 * A short run of the fault suite, on a system of its own, beside the tests of the shared one: most of its time it waits.
 * {@code -Dpms.faults.seed=N} gives another plan.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultsIT {
    private static final int LEAST_FAULTS = 10;

    @Test
    void breakNoPromise() throws Exception {
        Path checkout = Path.of(System.getProperty("pms.checkout", ".."));
        long seed = Long.getLong("pms.faults.seed", 20_260_115);
        Settings settings = new Settings(seed, Duration.ofMinutes(3), 12, 12, 60, 3);
        Path data = checkout.resolve("e2e/target/faults");

        Result result = new FaultRun(checkout, data, LocalSystem.freePort(), settings, System.out).run();

        String summary = Report.summary(result);
        System.out.println(summary);
        assertThat(result.faults()).as("faults that met something").isGreaterThanOrEqualTo(LEAST_FAULTS);
        assertThat(result.acknowledged()).as("the load did something").isPositive();
        assertThat(result.rejected()).as("rejections were among it").isPositive();
        assertThat(result.settled()).as("came to rest: %s", summary).isTrue();
        assertThat(result.findings().count()).as(summary).isZero();
    }
}
