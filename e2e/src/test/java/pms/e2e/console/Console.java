package pms.e2e.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.ArrayList;
import java.util.List;
import pms.e2e.TheSystem;

/** One person at the console: a browser context of its own. Any error that a page throws or logs fails the test. */
final class Console implements AutoCloseable {

    static final String EMAIL = "testuser@test.com";
    static final String PASSWORD = "password123";
    private static final int PATIENCE_MILLIS = 60_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Console(Browser.NewContextOptions options) {
        context = Chromium.browser()
                .newContext(options.setReducedMotion(ReducedMotion.REDUCE).setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            boolean isOfAnAnswer = message.text().startsWith("Failed to load resource");
            if (message.type().equals("error") && !isOfAnAnswer) {
                complaints.add(message.text());
            }
        });
    }

    /** At the login. */
    static Console open() {
        return open(1280, ColorScheme.LIGHT);
    }

    static Console open(int width, ColorScheme colours) {
        Console console = elsewhere(width, colours);
        console.page.navigate(TheSystem.url().toString());
        return console;
    }

    /** Before the console is asked for. */
    static Console elsewhere(int width, ColorScheme colours) {
        return new Console(new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 780 : 900)
                .setColorScheme(colours));
    }

    static Console loggedIn() {
        Console console = open();
        console.logIn(EMAIL, PASSWORD);
        return console;
    }

    Page page() {
        return page;
    }

    void logIn(String email, String password) {
        page.getByLabel("E-mail").fill(email);
        page.getByLabel("Password").fill(password);
        button("Log in").click();
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"))
                .or(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Menu")))
                .first()
                .waitFor();
    }

    /** To a page by its address behind the {@code #}; done when its title is there. */
    void go(String address, String title) {
        page.evaluate("to => { location.hash = to; }", address);
        heading(title).waitFor();
    }

    Locator heading(String title) {
        return page.getByRole(
                AriaRole.HEADING,
                new Page.GetByRoleOptions().setName(title).setExact(true).setLevel(1));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator region(String name) {
        return page.getByRole(
                AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Override
    public void close() {
        context.close();
        if (!complaints.isEmpty()) {
            throw new AssertionError("the page complained: " + complaints);
        }
    }
}
