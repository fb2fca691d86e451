package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;

/**
 * Each page at each size and in both colours: nothing serious for those who can't see or point (axe-core), nothing beyond
 * the edge of the screen. Pictures of all of them are in {@code target/screenshots}.
 */
class EveryPageIT {

    @ParameterizedTest
    @CsvSource({"1920, LIGHT", "1920, DARK", "360, LIGHT", "360, DARK"})
    void isForEverybody(int width, ColorScheme colours) {
        Registered patient = Patients.register(Patients.changed(Patients.whole(), "name", "Nora Fairweather"));
        try (Console console = Console.open(width, colours)) {
            String kind = colours.name().toLowerCase(Locale.ROOT) + "-" + width;
            console.button("Log in").waitFor();
            Look.at(console, "login-" + kind);
            console.logIn(Console.EMAIL, Console.PASSWORD);
            console.heading("Patients").waitFor();
            Look.at(console, "patients-" + kind);
            console.go("/patients/" + patient.id(), "Nora Fairweather");
            Look.at(console, "patient-" + kind);
            console.go("/patients/" + patient.id() + "/amend", "Amend Nora Fairweather");
            Look.at(console, "amend-" + kind);
            console.go("/patients/new", "Register a patient");
            console.button("Register").click();
            assertThat(console.page().locator("#name-error")).isVisible();
            Look.at(console, "register-" + kind);
            for (String page : List.of("Analytics", "Audit", "Operations")) {
                console.go("/" + page.toLowerCase(Locale.ROOT), page);
                Look.at(console, page.toLowerCase(Locale.ROOT) + "-" + kind);
            }
            console.go("/audit", "Audit");
            console.button("Check the chain").click();
            assertThat(console.page().getByText("The chain is whole.")).isVisible();
            Look.at(console, "chain-" + kind);
            console.go("/feed", "Live feed");
            assertThat(console.page().getByText("Connected")).isVisible();
            Look.at(console, "feed-" + kind);
            console.go("/account", "Your account");
            Look.at(console, "account-" + kind);
        }
    }
}
