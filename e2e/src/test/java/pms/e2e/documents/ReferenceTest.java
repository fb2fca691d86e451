package pms.e2e.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The reference is whole, and links lead somewhere. The commands are compared with their help in cli. */
class ReferenceTest {
    private static final List<String> MODULES = List.of(
            "command-side", "query-side", "billing-grpc", "analytics-projector", "edge-gateway", "schema", "cli");

    private static final Pattern IN_SETTINGS = Pattern.compile("\\$\\{(PMS_[A-Z0-9_]+)");
    private static final Pattern IN_CODE = Pattern.compile("(?:getenv|getOrDefault)\\(\"(PMS_[A-Z0-9_]+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"(PMS_[A-Z0-9_]+)\"");
    private static final Pattern ROW = Pattern.compile("^\\| (`PMS_[^|]*)\\|.*", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`(PMS_[A-Z0-9_]+)`");
    private static final Pattern PROPERTY = Pattern.compile("`(pms(?:\\.[a-z0-9-]+)+)`");
    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([a-z.-]+)\"");
    private static final String DOCS_PAGE = "edge-gateway/src/main/resources/docs/index.html";
    private static final Pattern ERROR_CODE = Pattern.compile("[|,] `([a-z]+(?:-[a-z]+)*)`");
    private static final Pattern PAGE_CODE = Pattern.compile("(?:\\d</td><td>|, )<code>([a-z]+(?:-[a-z]+)*)</code>");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("```.*?\n```|`[^`\n]+`", Pattern.DOTALL);

    @Test
    void eachVariableThatIsReadHasARow() {
        assertThat(named()).containsAll(read());
    }

    @Test
    void eachVariableOfTheReferenceIsRead() {
        Set<String> all = read();
        MODULES.forEach(module -> all.addAll(found(module, ".java", LITERAL)));

        assertThat(all).containsAll(named());
    }

    @Test
    void eachPropertyOfTheReferenceIsASetting() {
        Set<String> prefixes = new TreeSet<>();
        MODULES.forEach(module -> prefixes.addAll(found(module, ".java", PREFIX)));

        assertThat(matches(configuration(), PROPERTY))
                .isNotEmpty()
                .allSatisfy(property ->
                        assertThat(prefixes).as(property).anyMatch(prefix -> property.startsWith(prefix + ".")));
    }

    @Test
    void thePageAtDocsHasTheErrorsOfTheReference() {
        String reference = Checkout.text(Checkout.ROOT.resolve("docs/reference/api.md"));
        String errors = reference.substring(reference.indexOf("\n## Errors"), reference.indexOf("\n## Limits"));
        Set<String> codes = matches(errors, ERROR_CODE);
        codes.remove("malformed-request"); // of what is no HTTP, and so of no call

        assertThat(matches(Checkout.text(Checkout.ROOT.resolve(DOCS_PAGE)), PAGE_CODE))
                .containsExactlyInAnyOrderElementsOf(codes);
    }

    @Test
    void linksLeadSomewhere() {
        Set<String> broken = new TreeSet<>();
        for (Path file : Checkout.files(Checkout.ROOT, each -> each.toString().endsWith(".md"))) {
            for (String link : matches(CODE.matcher(Checkout.text(file)).replaceAll(""), LINK)) {
                if (!leadsSomewhere(file, link)) {
                    broken.add(Checkout.name(file) + " -> " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path from, String link) {
        if (link.contains("://") || link.startsWith("mailto:")) {
            return true;
        }
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        return Files.exists(target)
                && (hash < 0
                        || !target.toString().endsWith(".md")
                        || anchors(target).contains(link.substring(hash + 1)));
    }

    /** As the forge makes them of headings. */
    private static Set<String> anchors(Path file) {
        return Checkout.text(file)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ *", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String configuration() {
        return Checkout.text(Checkout.ROOT.resolve("docs/reference/configuration.md"));
    }

    private static Set<String> named() {
        Set<String> names = new TreeSet<>();
        matches(configuration(), ROW).forEach(cell -> names.addAll(matches(cell, NAME)));
        return names;
    }

    private static Set<String> read() {
        Set<String> names = matches(Checkout.text(Checkout.ROOT.resolve("pms")), IN_SETTINGS);
        MODULES.forEach(module -> {
            names.addAll(found(module, ".yml", IN_SETTINGS));
            names.addAll(found(module, ".java", IN_CODE));
        });
        return names;
    }

    private static Set<String> found(String module, String suffix, Pattern pattern) {
        Set<String> found = new TreeSet<>();
        Checkout.files(
                        Checkout.ROOT.resolve(module),
                        file -> file.toString().contains("/src/main/")
                                && file.toString().endsWith(suffix))
                .forEach(file -> found.addAll(matches(Checkout.text(file), pattern)));
        return found;
    }

    private static Set<String> matches(String text, Pattern pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
