package pms.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@SuppressWarnings("NullAway.Init")
class FeedCommandTest {
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
    void goesOnAfterTheLastEventWhenTheStreamEnds() {
        assertThat(feed("--after", "0", "--limit", "5")).isZero();

        assertThat(system.out.toString().lines().map(line -> line.strip().split(" ", 2)[0]))
                .as("each once, in order")
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(system.resumedAfter()).containsExactly("0", "2", "4");
    }

    @Test
    void beginsWhereTheViewIsNowSoThatNothingIsMissedBeforeTheFirstEvent() {
        system.head = 9;

        assertThat(feed("--after", "7", "--limit", "1")).isZero();
        system.head = 3;
        assertThat(feed("--limit", "0")).isZero();

        assertThat(system.resumedAfter()).containsExactly("7");
        assertThat(system.lastQuery())
                .as("where the view is, without anybody shown")
                .startsWith("size=1&q=nobody@");
    }

    @Test
    void showsWhoItIsAboutAndWhatChangedWithoutSteeringTheTerminal() {
        assertThat(feed("--after", "3", "--limit", "1")).isZero();

        assertThat(system.out.toString())
                .contains("2026-01-01T00:00:04Z", "PatientAmended", ShownEvents.PATIENT)
                .contains("Ada ?[31mExample", "changed: phone")
                .doesNotContain("\u001b");
    }

    @Test
    void givesProgramsTheDataOfEachEventInALine() {
        assertThat(feed("--after", "0", "--limit", "2", "--json")).isZero();

        assertThat(system.out
                        .toString()
                        .lines()
                        .map(line -> JsonMapper.shared()
                                .readTree(line)
                                .path("position")
                                .asLong()))
                .containsExactly(1L, 2L);
    }

    @Test
    void logsInAgainWhenTheTokenHasExpired() {
        system.expiredTokens = 1;

        assertThat(feed("--after", "0", "--limit", "1")).isZero();

        assertThat(system.out.toString()).contains("PatientAmended");
    }

    @Test
    void asksForOnePatient() {
        assertThat(feed("--after", "0", "--limit", "1", "--patient", ShownEvents.PATIENT))
                .isZero();

        assertThat(system.lastQuery()).isEqualTo("patient=" + ShownEvents.PATIENT);
    }

    @Test
    void saysWhyNot() {
        system.status = 403;
        assertThat(feed("--after", "0")).isEqualTo(1);
        assertThat(system.err.toString()).contains("Only an ADMIN or CLINICIAN", "--user EMAIL");

        system.status = 400;
        assertThat(feed("--after", "0", "--patient", ShownEvents.PATIENT)).isEqualTo(1);
        assertThat(system.err.toString()).contains("Refused: no room");

        assertThat(feed("--after", "-1")).isEqualTo(2);
        assertThat(system.err.toString()).contains("--after must be 0 or more");
    }

    private int feed(String... words) {
        return system.run(new FeedCommand(), words);
    }
}
