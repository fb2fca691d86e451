package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.TheSystem;

/** A day at the console, from the login to the logout. */
class StoryIT {

    private static final Locator.GetByTextOptions EXACTLY = new Locator.GetByTextOptions().setExact(true);

    @Test
    void fromTheLoginToTheLogout() {
        try (Console console = Console.loggedIn()) {
            String patient = registers(console);
            watches(console, patient);
            travels(console, patient);
            treats(console);
            rebuilds(console);
            console.button("Log out").click();
            console.button("Log in").waitFor();
        }
    }

    private static String registers(Console console) {
        console.link("Register a patient").click();
        console.page().getByLabel("Name *").fill("Story Teller");
        console.page().getByLabel("E-mail").fill(Patients.email());
        console.page().getByLabel("Address *").fill("1 First Street");
        console.page().getByLabel("Date of birth *").fill("1975-05-05");
        console.button("Register").click();
        console.heading("Story Teller").waitFor();
        assertThat(console.region("Billing account").getByText("Open", EXACTLY)).isVisible();
        return console.page().url().replaceAll(".*/", "");
    }

    private static void pauses(Console console) {
        console.button("Pause").click();
        assertThat(console.page().getByText("Paused", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    /** Pauses, before the first event and after it, and misses nothing. */
    private static void watches(Console console, String patient) {
        console.link("Live feed").click();
        assertThat(console.page().getByText("Connected", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        pauses(console);
        amends(patient, "2 Second Street");
        console.button("Resume").click();
        Locator events = console.page()
                .locator(".feed-table tbody tr")
                .filter(new Locator.FilterOptions().setHasText("Amended"))
                .filter(new Locator.FilterOptions().setHasText("Story Teller"));
        assertThat(events).hasCount(1);

        pauses(console);
        amends(patient, "3 Third Street");
        console.button("Resume").click();
        assertThat(events).hasCount(2);
        Look.at(console, "story-feed");
    }

    private static void amends(String patient, String address) {
        var body = Patients.with("name", "Story Teller");
        body.put("address", address);
        body.remove("registeredDate");
        assertThat(TheSystem.gateway().put("/api/patients/" + patient, body).status())
                .isEqualTo(200);
    }

    /** By keyboard. */
    private static void travels(Console console, String patient) {
        console.go("/patients/" + patient, "Story Teller");
        Locator slider = console.page().getByLabel("Moment to look at");
        assertThat(console.page().locator("output")).hasText("Now");
        assertThat(console.region("Details").getByText("3 Third Street")).isVisible();
        slider.press("Home");
        assertThat(console.region("Details as they were").getByText("1 First Street"))
                .isVisible();
        assertThat(console.page().locator(".facts .marked").filter(new Locator.FilterOptions().setHasText("Address")))
                .isVisible();
        Look.at(console, "story-travel");
        slider.press("End");
        assertThat(console.region("Details").getByText("3 Third Street")).isVisible();
    }

    private static void treats(Console console) {
        console.button("Start an encounter").click();
        console.page().getByLabel("Class").selectOption("EMER");
        console.page().getByLabel("Reason").fill("A fall");
        Look.at(console, "story-encounter-dialog");
        console.page()
                .getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Start"))
                .click();
        Locator encounters = console.region("Encounters");
        assertThat(encounters.getByText("In progress")).isVisible();
        assertThat(encounters.getByText("A fall")).isVisible();

        console.button("Finish").click();
        console.page()
                .getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Finish"))
                .click();
        assertThat(encounters.getByText("In progress")).hasCount(0);
        assertThat(console.region("What happened").getByText("Encounter finished"))
                .isVisible();
        Look.at(console, "story-encounter");
    }

    private static void rebuilds(Console console) {
        console.link("Analytics").click();
        console.button("Rebuild analytics").click();
        assertThat(console.region("Rebuild: Analytics").getByText("took over")).isVisible();
        assertThat(console.button("Rebuild analytics")).isEnabled();
        assertThat(console.page().locator(".uplot").first()).isVisible();
        Look.at(console, "story-rebuild");
    }
}
