package pms.e2e.commandline;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.installation;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.client.Feed;
import pms.e2e.system.Installation;
import pms.e2e.system.Part;
import pms.e2e.system.Status;

class RestartIT {
    private final Installation installation = installation();

    @Test
    void keepsEverythingOverDownAndUp() {
        List<Registered> patients = registerSome();
        Status before = installation.status();

        installation.down().mustSucceed();
        assertThat(before.parts())
                .allSatisfy(part -> assertThat(ProcessHandle.of(part.pid()))
                        .as("%s has ended", part.name())
                        .isEmpty());
        assertThat(installation.status().parts()).extracting(Part::state).containsOnly("DOWN");

        installation.up().mustSucceed();
        nothingIsLost(patients);
    }

    @Test
    void takesOverWhatAKilledSupervisorLeftRunning() {
        List<Registered> patients = registerSome();
        Status before = installation.status();

        ProcessHandle supervisor = installation.supervisor();
        assertThat(supervisor.destroyForcibly()).isTrue();
        supervisor.onExit().join();

        installation.up().mustSucceed();
        Status after = installation.status();
        assertThat(after.isUp()).isTrue();
        assertThat(before.parts())
                .allSatisfy(part -> assertThat(ProcessHandle.of(part.pid()).isEmpty()
                                || after.part(part.name()).pid() == part.pid())
                        .as("%s was ended or taken over: no process is left to itself", part.name())
                        .isTrue());
        nothingIsLost(patients);
    }

    private static List<Registered> registerSome() {
        return IntStream.range(0, 20)
                .mapToObj(i -> Patients.register(Patients.minimal()))
                .toList();
    }

    private static void nothingIsLost(List<Registered> patients) {
        long last = patients.getLast().position();
        for (Registered patient : patients) {
            assertThat(gateway()
                            .get(patient.path(), "PMS-Position", Long.toString(last))
                            .status())
                    .as("directory")
                    .isEqualTo(200);
            await().atMost(60, SECONDS)
                    .until(() -> gateway()
                            .get("/api/billing/accounts/" + patient.id())
                            .isSuccess());
        }
        try (Feed feed = Feed.after(gateway(), 0)) {
            await().atMost(60, SECONDS).until(() -> feed.has(last));
            assertThat(feed.positions().stream().filter(it -> it <= last))
                    .as("the feed from its beginning")
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, last).boxed().toList());
        }
    }
}
