package pms.e2e.promises;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.status;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.TheSystem;
import pms.e2e.promises.Workload.Acknowledged;
import pms.e2e.system.Part;

class KilledServiceIT {
    private static final int BEFORE = 40;
    private static final int AFTER = 40;

    @ParameterizedTest
    @ValueSource(strings = {"command-side", "query-side", "billing-grpc", "analytics-projector", "edge-gateway"})
    void goesOnWhereItWas(String name) throws Exception {
        long killed = status().part(name).pid();
        Reckoning reckoning = Reckoning.begin(TheSystem.gateway());
        List<Acknowledged> patients;
        try (Workload workload = Workload.start(TheSystem::gateway)) {
            await().atMost(60, SECONDS).until(() -> workload.acknowledgements() >= BEFORE);
            assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();
            int then = workload.acknowledgements();
            await().atMost(120, SECONDS).until(() -> isUpAgain(name, killed));
            await().atMost(60, SECONDS).until(() -> workload.acknowledgements() >= then + AFTER);
            patients = workload.finish();
        }
        reckoning.settle(TheSystem.gateway(), patients);
    }

    private static boolean isUpAgain(String name, long killed) {
        Part part = status().part(name);
        return part.isUp() && part.pid() != killed;
    }
}
