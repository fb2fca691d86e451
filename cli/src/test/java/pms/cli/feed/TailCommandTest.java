package pms.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class TailCommandTest {
    @TempDir
    private Path folder;

    private ShownEvents system;

    @BeforeEach
    void start() {
        system = new ShownEvents(folder.resolve("none"));
    }

    @AfterEach
    void stop() {
        system.close();
    }

    @Test
    void showsAllThatIsStoredAfterAPositionAndEnds() {
        assertThat(tail("--after", "2")).isZero();

        assertThat(positions()).containsExactly("POSITION", "3", "4", "5");
        assertThat(system.resumedAfter()).containsExactly("2", "4");
    }

    @Test
    void showsTheLastTwentyToWhoeverDoesNotSay() {
        system.head = 30;

        assertThat(tail()).isZero();

        assertThat(positions()).hasSize(21).endsWith("29", "30").contains("11").doesNotContain("10");
    }

    @Test
    void hasNothingToWaitForBehindTheEnd() {
        assertThat(tail("--after", "5")).isZero();

        assertThat(positions()).containsExactly("POSITION");
        assertThat(system.resumedAfter()).isEmpty();
    }

    @Test
    void showsNoPersonToWhoeverDoesNotAskForOne() {
        assertThat(tail("--after", "0", "--json")).isZero();
        assertThat(tail("--after", "0")).isZero();
        assertThat(tail("--patient", ShownEvents.PATIENT, "--json")).isZero();

        assertThat(system.out.toString())
                .contains("\"who\":\"testuser@test.com\"")
                .doesNotContain("Ada", "changed", "changes");
    }

    @Test
    void opensWhatTheUserMaySeeWithoutSteeringTheTerminal() {
        assertThat(tail("--after", "3", "--open")).isZero();
        assertThat(tail("--after", "4", "--patient", ShownEvents.PATIENT, "--open"))
                .isZero();

        assertThat(system.out.toString().lines().filter(line -> line.contains("PatientAmended")))
                .satisfiesExactly(
                        four -> assertThat(four).endsWith("Ada ?[31mExample  changed: phone"),
                        five -> assertThat(five).endsWith("Ada ?[31mExample  changed: phone"),
                        ofHistory -> assertThat(ofHistory).endsWith("name: Bea -> Ada Example"));
    }

    @Test
    void opensThemForProgramsAsWell() {
        assertThat(tail("--after", "4", "--open", "--json")).isZero();
        assertThat(tail("--after", "4", "--patient", ShownEvents.PATIENT, "--open", "--json"))
                .isZero();

        assertThat(system.out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"patient\":{\"name\":\"Ada", "\"changed\""),
                        line -> assertThat(line).contains("\"to\":\"Ada Example\"", "\"patientId\""));
    }

    @Test
    void readsTheEventsOfOnePatientFromItsHistory() {
        assertThat(tail("--patient", ShownEvents.PATIENT, "--after", "3")).isZero();

        assertThat(positions()).containsExactly("POSITION", "4", "5");
        assertThat(system.resumedAfter()).as("no feed").isEmpty();
        assertThat(system.out.toString()).contains(ShownEvents.PATIENT);
    }

    @Test
    void saysWhyNot() {
        assertThat(tail("--patient", "0197c1f0-0000-7000-8000-000000000002")).isEqualTo(1);
        assertThat(system.err.toString()).contains("There is no patient 0197c1f0", "./pms patients");

        system.status = 403;
        assertThat(tail("--patient", ShownEvents.PATIENT)).isEqualTo(1);
        assertThat(system.err.toString()).contains("Only an ADMIN, CLINICIAN or AUDITOR");
        assertThat(tail()).isEqualTo(1);
        assertThat(system.err.toString()).contains("Only an ADMIN or CLINICIAN");
        system.head = 5;
        system.feedStatus = 403;
        system.status = 200;
        assertThat(tail()).isEqualTo(1);
        assertThat(system.out.toString()).as("no table before an error").isEmpty();
    }

    private List<String> positions() {
        return system.out
                .toString()
                .lines()
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
    }

    private int tail(String... words) {
        return system.run(new TailCommand(), words);
    }
}
