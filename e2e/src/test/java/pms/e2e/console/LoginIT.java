package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginIT {

    private static final String EXPIRE = "() => { const s = JSON.parse(localStorage['pms.session']);"
            + " localStorage['pms.session'] = JSON.stringify({ ...s, until: 0 }); }";
    /** Not the same tab, whose calls may be several. */
    private static final String ANOTHER_TAB_WAITS = """
            async () => {
              const { held, pending } = await navigator.locks.query();
              const ours = locks => locks.filter(each => each.name === "pms.session.refresh");
              return ours(held).some(one => ours(pending).some(other => other.clientId !== one.clientId));
            }""";

    @Test
    void logsInGoesOnAfterAReloadAndLogsOut() {
        try (Console console = Console.loggedIn()) {
            console.heading("Patients").waitFor();
            console.page().reload();
            console.heading("Patients").waitFor();

            console.button("Log out").click();
            console.button("Log in").waitFor();
            console.page().reload();
            console.button("Log in").waitFor();
        }
    }

    @Test
    void saysThatAPasswordIsWrong() {
        try (Console console = Console.open()) {
            console.page().getByLabel("E-mail").fill("nobody@example.org");
            console.page().getByLabel("Password").fill("not the password");
            console.button("Log in").click();

            assertThat(console.page().getByRole(AriaRole.ALERT)).hasText("E-mail or password is wrong.");
        }
    }

    @Test
    void goesOnInASecondTabAndEndsThereAsWell() {
        try (Console console = Console.loggedIn()) {
            Page second = console.page().context().newPage();
            second.navigate(console.page().url());
            second.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Patients"))
                    .waitFor();

            console.button("Log out").click();
            second.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log in"))
                    .waitFor();
        }
    }

    /** A refresh token counts once: were it shown by both tabs, the server would end the session. */
    @Test
    void refreshesATokenOnceForAllTabs() {
        try (Console console = Console.loggedIn()) {
            console.heading("Patients").waitFor();
            Page second = console.page().context().newPage();
            second.navigate(console.page().url());
            second.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Patients"))
                    .waitFor();
            List<Route> refreshes = new ArrayList<>();
            console.page().context().route("**/auth/refresh", refreshes::add);
            console.page().evaluate(EXPIRE);

            console.page().reload();
            console.page().waitForCondition(() -> !refreshes.isEmpty());
            second.reload();
            second.waitForFunction(ANOTHER_TAB_WAITS);
            assertThat(refreshes)
                    .as("held while the second tab wants one as well")
                    .hasSize(1);
            refreshes.getFirst().resume();

            console.page().getByRole(AriaRole.TABLE).first().waitFor();
            second.getByRole(AriaRole.TABLE).first().waitFor();
            assertThat(refreshes).as("in both tabs").hasSize(1);
        }
    }
}
