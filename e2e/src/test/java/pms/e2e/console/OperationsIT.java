package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.e2e.Patients;
import pms.e2e.TheSystem;

class OperationsIT {

    private static final String PASSWORD = "seven-lanterns-on-a-hill";

    @Test
    void showsHowEachPartAndEachProjectionIs() {
        try (Console console = Console.loggedIn()) {
            console.go("/operations", "Operations");

            Locator parts = console.region("Parts");
            for (String part : List.of("command-side", "query-side", "billing-grpc", "analytics-projector")) {
                assertThat(parts.getByText(part)).isVisible();
            }
            assertThat(console.region("Projections")
                            .getByText("directory", new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(console.region("Projections")
                            .getByText("analytics", new Locator.GetByTextOptions().setExact(true)))
                    .isVisible();
            assertThat(console.region("Dead letters").getByText("There are none"))
                    .isVisible();
        }
    }

    @Test
    void addsAUserWhoGetsAPasswordOnce() {
        String email = Patients.email();
        try (Console console = Console.loggedIn()) {
            console.go("/operations", "Operations");
            console.button("Add a user").click();
            Locator dialog = console.page().getByRole(AriaRole.DIALOG);
            dialog.getByLabel("E-mail").fill(email);
            dialog.getByLabel("Role").selectOption("BILLING");
            Look.at(console, "user-dialog");
            dialog.getByRole(AriaRole.BUTTON).first().click();

            assertThat(console.region("Users").getByText("The password is told only once"))
                    .isVisible();
        }
    }

    @Test
    void rotatesTheSigningKeyAndNobodyIsLoggedOut() {
        try (Console console = Console.loggedIn()) {
            console.go("/operations", "Operations");
            console.button("Rotate").click();
            console.button("Make it").click();
            assertThat(console.region("Signing keys").getByText("A new key signs"))
                    .isVisible();

            console.page().reload();
            assertThat(console.region("Users").getByText("testuser@test.com")).isVisible();
        }
    }

    @Test
    void findsInTheAuditLogAndChecksItsChain() {
        try (Console console = Console.loggedIn()) {
            console.go("/audit", "Audit");
            console.button("Check the chain").click();
            assertThat(console.page().getByText("The chain is whole.")).isVisible();

            console.page().getByLabel("What").fill("login");
            console.button("Search").click();
            assertThat(console.page().locator("tbody tr").first()).containsText("login");
            console.page().getByLabel("Patient (id)").fill("no id");
            console.button("Search").click();
            assertThat(console.page().locator("#patient-error")).containsText("must be a UUID");
        }
    }

    @Test
    void givesTheNumbersOfAPlotAsAFile() throws IOException {
        try (Console console = Console.loggedIn()) {
            console.go("/analytics", "Analytics");
            Download file = console.page()
                    .waitForDownload(
                            () -> console.button("CSV of Registrations").click());

            assertThat(file.suggestedFilename()).isEqualTo("registrations.csv");
            assertThat(Files.readString(file.path())).startsWith("bucket,count");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CLINICIAN, 'Patients,Live feed', Patients",
        "BILLING, Patients, Patients",
        "AUDITOR, 'Analytics,Audit', Analytics"
    })
    void hasForEachRoleItsPagesAndNoOther(String role, String pages, String first) {
        String email = Patients.email();
        var user = Map.of("email", email, "role", role, "password", PASSWORD);
        assertThat(TheSystem.gateway().post("/auth/users", user).status()).isEqualTo(201);
        try (Console console = Console.open()) {
            console.logIn(email, PASSWORD);

            console.heading(first).waitFor();
            assertThat(console.page().locator("nav[aria-label=Main] a")).hasText(pages.split(","));
            console.go("/operations", "Not for your role");
        }
    }
}
