package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import pms.e2e.Patients;
import pms.e2e.TheSystem;
import pms.e2e.client.Json;

/** The page of the documents, in a browser: it logs in, and puts real ids into its examples. */
class DocsPageIT {

    @Test
    void sendsTheTokenAndTheIdOfWhatWasMadeLast() {
        String email = Patients.email();
        try (Console console = Console.elsewhere(1280, ColorScheme.LIGHT)) {
            Page page = console.page();
            executed(page, "auth", "operations-login-login", "", "200");
            assertThat(page.locator("#session")).containsText("Logged in until");

            Locator read = executed(page, "patients", "operations-directory-getPatient", "", "200");
            assertThat(read.locator(".live-responses-table")).containsText("\"id\"");

            executed(page, "patients", "operations-commands-deactivatePatient", "", "404");
            executed(
                    page,
                    "patients",
                    "operations-commands-registerPatient",
                    Json.write(Patients.with("email", email)),
                    "201");
            again(page, "operations-commands-amendPatient", Json.write(Patients.with("email", email)), "200");
            again(page, "operations-commands-deactivatePatient", "", "204");
            Locator erased = again(page, "operations-commands-erasePatient", "", "202");
            assertThat(erased.locator(".live-responses-table")).isVisible();
        }
    }

    @Test
    void hasAllErrorsInATable() {
        try (Console console = Console.elsewhere(1280, ColorScheme.LIGHT)) {
            console.page().navigate(TheSystem.url() + "/docs/");
            console.page().locator("#errors summary").click();
            for (String code : List.of("validation-failed", "patient-erased", "too-many-requests")) {
                assertThat(console.page().locator("#errors").getByText(code)).isVisible();
            }
        }
    }

    /** On a page that is loaded anew, which has made nothing yet. */
    private static Locator executed(Page page, String document, String operation, String body, String status) {
        page.navigate(TheSystem.url() + "/docs?urls.primaryName=" + document);
        return again(page, operation, body, status);
    }

    private static Locator again(Page page, String operation, String body, String status) {
        Locator call = page.locator("#" + operation);
        call.locator(".opblock-summary-control").click();
        call.locator(".try-out__btn").click();
        if (!body.isEmpty()) {
            call.locator("textarea.body-param__text").fill(body);
        }
        call.locator("button.execute").click();
        assertThat(call.locator(".live-responses-table tbody .response-col_status")
                        .first())
                .containsText(status);
        return call;
    }
}
