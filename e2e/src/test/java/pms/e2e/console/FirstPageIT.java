package pms.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pms.e2e.TheSystem;

/** What the first page costs, and what keeps it safe. */
class FirstPageIT {

    private static final Logger LOG = LoggerFactory.getLogger(FirstPageIT.class);
    private static final int MOST_BYTES = 300_000;

    @Test
    void isSmallAndComesFromHereAlone() {
        try (Console console = Console.elsewhere(1280, ColorScheme.LIGHT)) {
            Page page = console.page();
            List<Request> requests = new CopyOnWriteArrayList<>();
            page.onRequestFinished(requests::add);

            long begun = System.nanoTime();
            page.navigate(TheSystem.url().toString());
            console.button("Log in").waitFor();
            long readyMillis = (System.nanoTime() - begun) / 1_000_000;
            console.logIn(Console.EMAIL, Console.PASSWORD);
            page.getByRole(AriaRole.TABLE).waitFor();

            long bytes = requests.stream().mapToLong(FirstPageIT::bytes).sum();
            LOG.info("first pages: {} requests, {} bytes, login ready in {} ms", requests.size(), bytes, readyMillis);
            assertThat(bytes).as("bytes on the wire").isBetween(1L, (long) MOST_BYTES);
            assertThat(requests)
                    .extracting(request -> URI.create(request.url()).getPort())
                    .as("nobody else is asked")
                    .containsOnly(TheSystem.url().getPort());
        }
    }

    @Test
    void isAskedForAnewAndAllElseIsKept() {
        try (Console console = Console.elsewhere(1280, ColorScheme.LIGHT)) {
            List<Response> answers = new CopyOnWriteArrayList<>();
            console.page().onResponse(answers::add);
            console.page().navigate(TheSystem.url().toString());
            console.button("Log in").waitFor();

            for (Response answer : answers) {
                Map<String, String> headers = answer.headers();
                boolean isPage = URI.create(answer.url()).getPath().equals("/");
                assertThat(headers.get("cache-control"))
                        .as(answer.url())
                        .isEqualTo(isPage ? "no-cache" : "max-age=31536000, public, immutable");
                assertThat(headers.get("content-security-policy"))
                        .as(answer.url())
                        .contains("default-src 'none'; script-src 'self'; style-src 'self'")
                        .doesNotContain("unsafe");
            }
            assertThat(answers).isNotEmpty();
        }
    }

    private static long bytes(Request request) {
        var sizes = request.sizes();
        return (long) sizes.responseBodySize + sizes.responseHeadersSize;
    }
}
