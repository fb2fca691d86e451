package pms.e2e.promises;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pms.e2e.TheSystem;
import pms.e2e.client.Gateway;
import pms.e2e.promises.Workload.Acknowledged;

/**
 * Restarts each service of a system that somebody else has started, in containers for example, while callers go on.
 * {@code -Dpms.restart} is the command that restarts a service whose name is appended, as {@code docker compose
 * restart}; without it the test is skipped.
 */
class RollingRestartIT {
    private static final List<String> SERVICES =
            List.of("command-side", "query-side", "billing-grpc", "analytics-projector", "edge-gateway");
    private static final int BETWEEN = 20;
    private static final long RESTART_SECONDS = 120;

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        String restart = System.getProperty("pms.restart", "");
        assumeTrue(!restart.isEmpty(), "no command to restart a service with: -Dpms.restart");
        List<Acknowledged> patients;
        try (Workload workload = Workload.start(TheSystem::gateway)) {
            for (String service : SERVICES) {
                goOn(workload);
                run(restart, service);
                await().atMost(RESTART_SECONDS, SECONDS).until(RollingRestartIT::isHealthy);
            }
            goOn(workload);
            patients = workload.finish();
        }
        assertThat(patients).as("the test did something").isNotEmpty();
        Gateway gateway = TheSystem.gateway();
        for (Acknowledged patient : patients) {
            await().atMost(60, SECONDS).untilAsserted(() -> Reckoning.theRecordIsRight(gateway, patient));
            await().atMost(60, SECONDS).until(() -> hasAccount(gateway, patient.id()));
        }
    }

    private static void goOn(Workload workload) {
        int then = workload.acknowledgements();
        await().atMost(RESTART_SECONDS, SECONDS).until(() -> workload.acknowledgements() >= then + BETWEEN);
    }

    private static void run(String restart, String service) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(restart.split(" ")));
        command.add(service);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(RESTART_SECONDS, SECONDS))
                .as("%s ended", command)
                .isTrue();
        assertThat(process.exitValue()).as("exit code of %s", command).isZero();
    }

    private static boolean isHealthy() {
        try {
            return TheSystem.gateway().get("/actuator/health").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static boolean hasAccount(Gateway gateway, String patientId) {
        return gateway.get("/api/billing/accounts/" + patientId).status() == 200;
    }
}
