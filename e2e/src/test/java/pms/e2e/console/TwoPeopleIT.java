package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.TheSystem;
import tools.jackson.databind.JsonNode;

/** Two people at two machines. */
class TwoPeopleIT {

    @Test
    void eachSeesWhatTheOtherChanges() {
        Registered patient = Patients.register(Patients.with("name", "Shared Patient"));
        try (Console one = Console.loggedIn();
                Console other = Console.loggedIn()) {
            one.go("/patients/" + patient.id(), "Shared Patient");
            other.go("/patients/" + patient.id(), "Shared Patient");

            amend(one, "Phone", "+1-555-0111");
            assertThat(other.region("Details").getByText("+1-555-0111")).isVisible();
            amend(other, "Region", "Vermont");
            assertThat(one.region("Details").getByText("Vermont")).isVisible();
        }
    }

    @Test
    void theFeedNamesWhoItIsAboutUntilThatOneIsErased() {
        try (Console console = Console.loggedIn()) {
            console.go("/feed", "Live feed");
            assertThat(console.page().getByText("Connected")).isVisible();

            Registered patient = Patients.register(Patients.with("name", "Mentioned Patient"));
            Locator named = console.page()
                    .locator(".feed-table tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("Mentioned Patient"));
            assertThat(named.filter(new Locator.FilterOptions().setHasText("Registered")))
                    .hasCount(1);
            assertThat(named.filter(new Locator.FilterOptions().setHasText("Billing account opened")))
                    .hasCount(1);

            assertThat(TheSystem.gateway()
                            .send("POST", patient.path() + "/erasure", null)
                            .status())
                    .isEqualTo(202);
            Locator erased = console.page()
                    .locator(".feed-table tbody tr")
                    .filter(new Locator.FilterOptions().setHasText("Erased"))
                    .filter(new Locator.FilterOptions().setHasText(patient.id().substring(0, 8)));
            assertThat(erased).hasCount(1);
            assertThat(console.page().getByText("Mentioned Patient")).hasCount(0);
        }
    }

    @Test
    void aConflictIsShownAsTheirsAndMine() {
        Registered patient = Patients.register(Patients.with("name", "Contested Patient"));
        try (Console mine = Console.loggedIn();
                Console theirs = Console.loggedIn()) {
            mine.go("/patients/" + patient.id() + "/amend", "Amend Contested Patient");
            theirs.go("/patients/" + patient.id() + "/amend", "Amend Contested Patient");
            theirs.page().getByLabel("Phone").fill("+1-555-0122");
            theirs.page().getByLabel("Address *").fill("1 Their Street");
            theirs.button("Save").click();
            theirs.heading("Contested Patient").waitFor();

            mine.page().getByLabel("Address *").fill("2 My Street");
            mine.button("Save").click();
            assertThat(mine.page().getByText("Somebody else changed this patient"))
                    .isVisible();
            assertThat(row(mine, "Address")).containsText("1 Their Street");
            assertThat(row(mine, "Address")).containsText("2 My Street");
            assertThat(row(mine, "Phone").getByRole(AriaRole.RADIO).first()).isChecked();
            Look.at(mine, "conflict");
            mine.button("Save what is chosen").click();
            mine.heading("Contested Patient").waitFor();
        }
        JsonNode now = TheSystem.gateway().get(patient.path()).json();
        assertThat(now.path("address").asString()).isEqualTo("2 My Street");
        assertThat(now.path("phone").asString()).as("what only they changed").isEqualTo("+1-555-0122");
    }

    private static void amend(Console console, String field, String value) {
        console.link("Amend").click();
        console.page().getByLabel(field).fill(value);
        console.button("Save").click();
        console.heading("Shared Patient").waitFor();
    }

    private static Locator row(Console console, String field) {
        return console.page()
                .getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(Pattern.compile("^" + field + " ")));
    }
}
