package pms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.FreePorts;

class PmsTest {
    private static final int LINES_OF_A_SCREEN = 24;

    @TempDir
    private Path folder;

    @RegisterExtension
    private final Heard heard = new Heard();

    @Test
    void helpFitsOnAScreen() {
        assertThat(asOnAScreen("--help")).isZero();

        assertThat(text().lines().count()).as("the prompt has a line too").isLessThan(LINES_OF_A_SCREEN);
        assertThat(text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(text()).contains("up", "down", "status", "stop", "start", "logs", "load", "keys", "test");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpOfEachCommandFitsOnAScreen(String words) {
        assertThat(asOnAScreen((words + " --help").split(" "))).isZero();
        String help = text();

        assertThat(help.lines().count()).isLessThan(LINES_OF_A_SCREEN);
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    /** However wide the terminal is in which the test runs. */
    private static int asOnAScreen(String... words) {
        return Pms.commandLine()
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(80)
                .execute(words);
    }

    static List<String> commands() {
        return commands(Pms.commandLine(), "").toList();
    }

    private static Stream<String> commands(CommandLine line, String before) {
        return line.getSubcommands().entrySet().stream()
                .filter(command -> !command.getKey().equals("help"))
                .flatMap(command -> Stream.concat(
                        Stream.of(before + command.getKey()),
                        commands(command.getValue(), before + command.getKey() + " ")));
    }

    @Test
    void saysWhichVersionItIs() {
        assertThat(Pms.run("--version")).isZero();

        assertThat(text().lines()).singleElement().asString().startsWith("PMS ");
    }

    @ParameterizedTest
    @CsvSource({"completion, complete -F", "completion bash, complete -F", "completion zsh, bashcompinit"})
    void printsAScriptThatCompletesCommands(String words, String part) {
        assertThat(Pms.run(words.split(" "))).isZero();

        assertThat(text())
                .contains("dead-letters", "rotate-signing", "--limit", part)
                .as("views to rebuild")
                .contains("(\"analytics\" \"directory\")");
    }

    @Test
    void helpSaysWhatCanBeDoneWithKeys() {
        assertThat(Pms.run("keys")).isZero();

        assertThat(text()).contains("show", "rotate");
    }

    @ParameterizedTest
    @CsvSource({
        "help, --help",
        "help, -h",
        "help up, up --help",
        "help events tail, events tail --help",
        "help stop kafka, stop --help",
        "help load, load -h",
        "help users, users --help",
        "users help add, users add --help"
    })
    void saysTheSameWhetherHelpIsACommandOrAnOption(String command, String option) {
        String whole = helpOf(command);
        assertThat(whole).startsWith("Usage: pms");
        assertThat(helpOf(option)).isEqualTo(whole);
    }

    private String helpOf(String words) {
        heard.forget();
        assertThat(Pms.run(words.split(" "))).as(words).isZero();
        return text();
    }

    @Test
    void refusesDataWithoutItsKeyAndChangesNothing() throws Exception {
        DataFolder data = new DataFolder(folder.resolve("data"));
        data.open();
        Files.createDirectories(data.postgres());
        Files.writeString(data.log("kafka"), "of the last run");
        Set<String> before = tree();

        assertThat(Pms.run(
                        "up",
                        "--port",
                        Integer.toString(FreePorts.next()),
                        "--data",
                        data.root().toString()))
                .isEqualTo(1);

        assertThat(text().lines())
                .singleElement()
                .asString()
                .contains("holds data, but its key file", "is missing", "nothing was changed");
        before.add("data/lock");
        assertThat(tree()).isEqualTo(before);
    }

    private Set<String> tree() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path).toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void failsWhenNothingRuns() {
        String data = folder.resolve("none").toString();
        for (String command : new String[] {"down", "status", "logs"}) {
            assertThat(Pms.run(command, "--data", data)).as(command).isEqualTo(1);
        }
        assertThat(Pms.run("stop", "kafka", "--data", data)).isEqualTo(1);
        assertThat(text()).contains("PMS is not running", "./pms up starts it").doesNotContain("\tat ");
    }

    @Test
    void givesTheStatusOfWhatDoesNotRunAsJson() {
        assertThat(Pms.run("status", "--json", "--data", folder.resolve("none").toString()))
                .isEqualTo(1);

        assertThat(text()).contains("{\"name\":\"postgres\",\"pid\":null,\"port\":null,\"state\":\"DOWN\"}");
    }

    @Test
    void namesThePartsThatThereAre() {
        assertThat(Pms.run("stop", "printer")).isEqualTo(1);

        assertThat(text()).contains("There is no part printer", "edge-gateway");
    }

    private String text() {
        return heard.text();
    }
}
