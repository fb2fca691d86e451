package pms.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;

class ConsoleIT extends GatewayTest {

    private static final Map<String, String> ZIPPED = Map.of("Accept-Encoding", "br, gzip;q=0.8");
    private static final Pattern IMPORT = Pattern.compile("(?:from |import\\()\"(\\.[^\"]+)\"");

    @Test
    void isAPageThatIsAskedForAnewAndThatNeedsNoToken() {
        Answer page = client().get("/", Map.of());

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("{version}");
        assertThat(client().get("/", Map.of("If-None-Match", page.header("ETag")))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void hasAllThatThePageNamesAndKeepsItForEver() {
        List<String> parts = linked();

        assertThat(parts).hasSizeGreaterThan(10);
        for (String part : parts) {
            Answer answer = client().get(part, ZIPPED);
            assertThat(answer.status()).as(part).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).as(part).isEqualTo("max-age=31536000, public, immutable");
            assertThat(answer.header("Content-Encoding")).as(part).isEqualTo("gzip");
            assertThat(answer.header("Vary")).as(part).isEqualTo("Accept-Encoding");
        }
    }

    @Test
    void hasEachModuleThatAnotherOneImports() {
        String main = linked().stream()
                .filter(part -> part.endsWith("/main.js"))
                .findFirst()
                .orElseThrow();

        Modules modules = new Modules(path -> client().get(path, Map.of()));
        modules.follow(main);

        assertThat(modules.missing()).isEmpty();
        assertThat(modules.found()).hasSizeGreaterThan(30);
    }

    @Test
    void isPlainForThoseWhoTakeNoGzip() {
        String part = linked().getFirst();

        assertThat(client().get(part, Map.of("Accept-Encoding", "gzip;q=0")).header("Content-Encoding"))
                .isEmpty();
        assertThat(client().get(part, Map.of()).header("Content-Encoding")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/0/main.js", "/console/main.js", "/console", "/index.html", "/main.js"})
    void hasNothingElse(String path) {
        assertThat(client().get(path, Map.of()).status()).isIn(401, 404);
    }

    private List<String> linked() {
        return Pattern.compile("(?:src|href)=\"(/console/[^\"]*)")
                .matcher(client().get("/", Map.of()).body())
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    /** Follows imports from module to module. */
    private record Modules(Function<String, Answer> get, Set<String> found, List<String> missing) {

        Modules(Function<String, Answer> get) {
            this(get, new TreeSet<>(), new ArrayList<>());
        }

        void follow(String path) {
            if (!found.add(path)) {
                return;
            }
            Answer answer = get.apply(path);
            if (answer.status() != 200) {
                missing.add(path);
                return;
            }
            IMPORT.matcher(answer.body())
                    .results()
                    .map(match -> URI.create(path).resolve(match.group(1)).getPath())
                    .forEach(this::follow);
        }
    }
}
