package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dead letters at the console. The services' answers are played: a real one would be in the way of all other tests. */
class DeadLettersIT {

    @Test
    void replaysWhatCanBeAppliedAndGivesUpOneOfTheRest() {
        PlayedDeadLetters letters = new PlayedDeadLetters();
        try (Console console = Console.loggedIn()) {
            letters.play(console.page());
            console.go("/operations", "Operations");
            Locator region = console.region("Dead letters");
            Locator rows = region.locator("tbody tr");
            assertThat(rows).hasCount(4);
            assertThat(rows.first()).containsText("directory");
            assertThat(rows.first()).containsText("patient.events.v1/3/42");
            assertThat(rows.first()).containsText("the payload is no event");

            console.button("Replay all").click();
            assertThat(region.getByText("1 applied, 2 still can't be.")).isVisible();
            assertThat(rows).hasCount(3);

            console.button("Give up patient.events.v1/3/42 of directory").click();
            Locator dialog = console.page().getByRole(AriaRole.DIALOG);
            dialog.getByRole(AriaRole.BUTTON, named("Cancel")).click();
            assertThat(dialog).hasCount(0);
            assertThat(letters.commands()).as("nothing is given up yet").noneMatch(each -> each.startsWith("DELETE"));

            console.button("Give up patient.events.v1/3/42 of directory").click();
            dialog.getByRole(AriaRole.BUTTON, named("Give up")).click();
            assertThat(region.getByText("Given up. 1 applied.")).isVisible();
            assertThat(rows).hasCount(1);
            assertThat(rows.first()).containsText("audit");
            // an entry of the audit log is never given up
            assertThat(rows.first().getByRole(AriaRole.BUTTON)).hasCount(0);
        }
        assertThat(letters.commands())
                .containsExactlyInAnyOrder(
                        "POST /api/operations/query-side/dead-letters/replays",
                        "POST /api/operations/analytics-projector/dead-letters/replays",
                        "DELETE /api/operations/query-side/dead-letters/directory/patient.events.v1/3/42");
    }

    @ParameterizedTest
    @ValueSource(ints = {1280, 360})
    void areForEverybody(int width) {
        try (Console console = Console.open(width, ColorScheme.LIGHT)) {
            console.logIn(Console.EMAIL, Console.PASSWORD);
            console.heading("Patients").waitFor();
            new PlayedDeadLetters().play(console.page());
            console.go("/operations", "Operations");
            assertThat(console.region("Dead letters").locator("tbody tr")).hasCount(4);
            Look.at(console, "deadletters-light-" + width);
        }
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
