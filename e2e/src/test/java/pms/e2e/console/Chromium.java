package pms.e2e.console;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one browser that all tests share: the Chromium of this machine, started by the first test that asks. Without one
 * these tests are skipped, but not where {@code CI} says that all have to run.
 */
final class Chromium {

    private static final int PATIENCE_MILLIS = 120_000;
    private static final List<Path> PLACES = Stream.of(
                    "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium")
            .map(Path::of)
            .toList();
    private static final List<String> QUIET = List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private static @Nullable Browser running;

    private Chromium() {}

    /** Skips the test where there is no browser. */
    static synchronized Browser browser() {
        Browser known = running;
        if (known != null) {
            return known;
        }
        Browser started = start(place());
        running = started;
        return started;
    }

    private static Path place() {
        Optional<Path> found = Optional.ofNullable(System.getProperty("pms.chromium"))
                .map(Path::of)
                .or(() -> PLACES.stream().filter(Files::isExecutable).findFirst());
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("CI has to run the tests of the console: install chromium");
        }
        assumeTrue(found.isPresent(), "there is no Chromium here: install it, or say where it is by -Dpms.chromium");
        return found.get();
    }

    private static Browser start(Path chromium) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "close-chromium"));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(QUIET)
                        .setHeadless(true)
                        .setTimeout(PATIENCE_MILLIS));
    }
}
