package pms.e2e.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A look at a page as it is now: a picture in {@code target/screenshots}, and whether everybody can use what is there. */
final class Look {

    private static final Path PICTURES = Path.of(System.getProperty("pms.checkout", ".."), "e2e/target/screenshots");
    private static final String SERIOUS =
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                    + ".filter(each => ['serious', 'critical'].includes(each.impact))"
                    + ".map(each => each.id + ': ' + each.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))";
    private static final String BEYOND =
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth";
    /** Boxes with something beyond their edge which nobody can get to by keyboard. */
    private static final String OUT_OF_REACH =
            "() => [...document.querySelectorAll('main *')].filter(each => each.scrollWidth > each.clientWidth + 1"
                    + " && ['auto', 'scroll'].includes(getComputedStyle(each).overflowX) && each.tabIndex < 0)"
                    + ".map(each => each.tagName + '.' + each.className)";

    private Look() {}

    /** Nothing serious for those who can't see or point (axe-core), and no page that scrolls sideways. */
    static void at(Console console, String name) {
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
        assertThat((Integer) page.evaluate(BEYOND))
                .as("%s: pixels beyond the edge", name)
                .isLessThanOrEqualTo(0);
        assertThat((List<?>) page.evaluate(OUT_OF_REACH)).as(name).isEmpty();
    }

    /** axe-core, by a jar that has it. */
    private static final class Axe {

        static final String SOURCE = source();

        private static String source() {
            try (InputStream in = Objects.requireNonNull(Look.class.getResourceAsStream("/axe.min.js"))) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
