package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;
import pms.e2e.TheSystem;

class PatientsIT {

    @Test
    void findsAsOneTypes() {
        Map<String, Object> patient = Patients.with("name", "Quirina Lanternfield");
        Patients.register(patient);
        try (Console console = Console.loggedIn()) {
            console.page().getByLabel("Search").pressSequentially("lantern qui");

            console.link("Quirina Lanternfield").first().waitFor();
            console.page().getByLabel("Search").fill("nobody-has-such-a-name");
            assertThat(console.page().getByText("Nobody found")).isVisible();
            console.page().getByLabel("Search").fill(String.valueOf(patient.get("email")));
            console.link("Quirina Lanternfield").waitFor();
        }
    }

    @Test
    void showsWhatTheServerSaysAtTheFields() {
        try (Console console = Console.loggedIn()) {
            console.go("/patients/new", "Register a patient");
            console.page().getByLabel("E-mail").fill("no e-mail");
            console.button("Register").click();

            assertThat(console.page().locator("#name-error")).hasText("Name is required");
            assertThat(console.page().locator("#email-error")).hasText("Email should be valid");
            assertThat(console.page().locator("#dateOfBirth-error")).hasText("Date of birth is required");
            assertThat(console.page().locator("#name")).isFocused();
        }
    }

    @Test
    void tellsWhoHasATakenEmail() {
        Map<String, Object> first = Patients.minimal();
        Registered other = Patients.register(first);
        try (Console console = Console.loggedIn()) {
            console.go("/patients/new", "Register a patient");
            console.page().getByLabel("Name *").fill("Second Person");
            console.page().getByLabel("E-mail").fill(String.valueOf(first.get("email")));
            console.page().getByLabel("Address *").fill("2 Some Street");
            console.page().getByLabel("Date of birth *").fill("1990-01-01");
            console.button("Register").click();

            assertThat(console.page().locator("#email-error")).hasText("Another patient has this e-mail");
            assertThat(console.link("Show the other patient")).hasAttribute("href", "#/patients/" + other.id());
        }
    }

    @Test
    void erasesOnlyWhenTheNameIsTyped() {
        Registered patient = Patients.register(Patients.with("name", "Ephemera Gonesoon"));
        try (Console console = Console.loggedIn()) {
            console.go("/patients/" + patient.id(), "Ephemera Gonesoon");
            console.button("Erase…").click();
            assertThat(console.button("Erase for ever")).isDisabled();
            Look.at(console, "erase-dialog");
            console.page()
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.TEXTBOX)
                    .fill("Ephemera Gonesoon");
            console.button("Erase for ever").click();

            console.heading("Erased patient").waitFor();
            assertThat(console.page().getByText("This patient was erased")).isVisible();
            assertThat(console.page().getByText("Ephemera")).hasCount(0);
            Look.at(console, "erased");
        }
    }

    @Test
    void deactivates() {
        Registered patient = Patients.register(Patients.with("name", "Retired Person"));
        try (Console console = Console.loggedIn()) {
            console.go("/patients/" + patient.id(), "Retired Person");
            console.button("Deactivate").click();
            console.page()
                    .getByRole(AriaRole.DIALOG)
                    .getByRole(AriaRole.BUTTON)
                    .first()
                    .click();

            assertThat(console.page().locator(".badge")).hasText("Deactivated");
            assertThat(console.link("Amend")).hasCount(0);
        }
        assertThat(TheSystem.gateway().get(patient.path()).json().path("status").asString())
                .isEqualTo("DEACTIVATED");
    }
}
