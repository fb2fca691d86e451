package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;

class LoginIT {

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

    @Test
    void refreshesATokenOnceForAllTabs() {
        try (Console console = Console.loggedIn()) {
            console.heading("Patients").waitFor();
            Page second = console.page().context().newPage();
            second.navigate(console.page().url());
            second.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Patients"))
                    .waitFor();
            String expire = "() => { const s = JSON.parse(localStorage['pms.session']);"
                    + " localStorage['pms.session'] = JSON.stringify({ ...s, until: 0 }); }";
            console.page().evaluate(expire);

            // both read the expired session and ask at once: a refresh token that counts once would end the session
            console.page().evaluate("() => { setTimeout(() => location.reload(), 0); }");
            second.reload();
            console.heading("Patients").waitFor();
            second.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Patients"))
                    .waitFor();
            console.page().getByRole(AriaRole.TABLE).first().waitFor();
            second.getByRole(AriaRole.TABLE).first().waitFor();
        }
    }
}
