package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.e2e.Patients;
import pms.e2e.Patients.Registered;

/**
 * Each page at each size and in both colours: nothing serious for those who can't see or point (axe-core), nothing beyond
 * the edge of the screen. Pictures of all of them are in {@code target/screenshots}.
 */
class EveryPageIT {

    private static final Path PICTURES = Path.of(System.getProperty("pms.checkout", ".."), "e2e/target/screenshots");
    private static final String SERIOUS =
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                    + ".filter(each => ['serious', 'critical'].includes(each.impact))"
                    + ".map(each => each.id + ': ' + each.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))";

    @ParameterizedTest
    @CsvSource({"1920, LIGHT", "1920, DARK", "360, LIGHT", "360, DARK"})
    void isForEverybody(int width, ColorScheme colours) {
        Registered patient = Patients.register(Patients.changed(Patients.whole(), "name", "Nora Fairweather"));
        try (Console console = Console.open(width, colours)) {
            String kind = colours.name().toLowerCase(Locale.ROOT) + "-" + width;
            console.button("Log in").waitFor();
            look(console, "login-" + kind);
            console.logIn(Console.EMAIL, Console.PASSWORD);
            console.heading("Patients").waitFor();
            look(console, "patients-" + kind);
            console.go("/patients/" + patient.id(), "Nora Fairweather");
            look(console, "patient-" + kind);
            console.go("/patients/" + patient.id() + "/amend", "Amend Nora Fairweather");
            look(console, "amend-" + kind);
            console.go("/patients/new", "Register a patient");
            console.button("Register").click();
            assertThat(console.page().locator("#name-error")).isVisible();
            look(console, "register-" + kind);
            for (String page : List.of("Analytics", "Audit", "Operations")) {
                console.go("/" + page.toLowerCase(Locale.ROOT), page);
                look(console, page.toLowerCase(Locale.ROOT) + "-" + kind);
            }
            console.go("/feed", "Live feed");
            assertThat(console.page().getByText("Connected")).isVisible();
            look(console, "feed-" + kind);
            console.go("/account", "Your account");
            look(console, "account-" + kind);
        }
    }

    private static void look(Console console, String name) {
        Page page = console.page();
        assertThat(page.locator(".loading")).hasCount(0);
        assertThat(page.locator(".notice.danger strong:not(:text('Not saved.'))"))
                .hasCount(0);
        page.waitForFunction(
                "() => [...document.querySelectorAll('.plot')].every(each => each.querySelector('canvas'))");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
        page.evaluate(Axe.SOURCE);
        assertThat((List<?>) page.evaluate(SERIOUS)).as(name).isEmpty();
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - innerWidth"))
                .as("%s: pixels beyond the edge", name)
                .isLessThanOrEqualTo(0);
    }

    /** axe-core, by a jar that has it. */
    private static final class Axe {

        static final String SOURCE = source();

        private static String source() {
            try (InputStream in = Objects.requireNonNull(EveryPageIT.class.getResourceAsStream("/axe.min.js"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
