package pms.e2e.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.e2e.TheSystem.gateway;
import static pms.e2e.TheSystem.installation;
import static pms.e2e.TheSystem.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.LocalSystem;
import pms.e2e.system.Installation;
import pms.e2e.system.Outcome;

/** What {@code up} and the rest say when they can't do what they are asked. */
@SuppressWarnings("NullAway.Init")
class UpIT {
    @TempDir
    private Path folder;

    @Test
    void saysThatThePortIsBusy() {
        Installation other = new Installation(
                local().pms(), folder.resolve("data"), installation().port());
        Outcome outcome = other.up();
        refused(outcome);
        assertThat(outcome.output()).contains(Integer.toString(installation().port()));
        assertThat(gateway().get("/api/patients?size=1").status())
                .as("the one that listens there goes on")
                .isEqualTo(200);
    }

    @Test
    void doesNotStartASecondSystemOnAFolderInUse() {
        Installation second = new Installation(local().pms(), installation().data(), LocalSystem.freePort());
        refused(second.up());
        assertThat(installation().status().isUp()).as("the first goes on").isTrue();
    }

    @Test
    void refusesAFileAsDataFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        refused(new Installation(local().pms(), file, LocalSystem.freePort()).up());
        assertThat(file).as("is left alone").hasContent("mine");
    }

    @Test
    void refusesAFolderThatHoldsOtherThings() throws IOException {
        Path mine = Files.writeString(folder.resolve("thesis.txt"), "mine");
        refused(new Installation(local().pms(), folder, LocalSystem.freePort()).up("--fresh"));
        assertThat(mine).as("is left alone").hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "start", "logs"})
    void saysThatItKnowsNoSuchPart(String command) {
        Outcome outcome = switch (command) {
            case "stop" -> installation().stop("no-such-part");
            case "start" -> installation().start("no-such-part");
            default -> installation().logs("no-such-part");
        };
        refused(outcome);
        assertThat(outcome.output()).contains("no-such-part");
    }

    @Test
    void showsTheLogOfOnePart() {
        Outcome outcome = installation().logs("edge-gateway").mustSucceed();
        assertThat(outcome.output()).isNotBlank();
    }

    private static void refused(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.output()).isNotZero();
        assertThat(outcome.output())
                .as("a clear line and no stack trace")
                .isNotBlank()
                .doesNotContain("Exception", "\tat ");
    }
}
