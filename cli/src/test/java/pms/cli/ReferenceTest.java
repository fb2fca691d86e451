package pms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code docs/reference/command-line.md} has each command with all of its help. */
class ReferenceTest {
    private static final Path DOCUMENT = Path.of("../docs/reference/command-line.md");

    /** {@code -Dpms.write=true} writes it anew. */
    @Test
    void hasEachCommandWithItsHelp() throws Exception {
        String written = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
        String whole = written.substring(0, written.indexOf("\n## ") + 1) + commands(asOnAScreen(), "##");
        if (Boolean.getBoolean("pms.write")) {
            Files.writeString(DOCUMENT, whole, StandardCharsets.UTF_8);
        }

        assertThat(whole)
                .as("after ./mvnw -pl cli test -Dtest=ReferenceTest -Dpms.write=true")
                .isEqualTo(Files.readString(DOCUMENT, StandardCharsets.UTF_8));
    }

    /** However wide the terminal is in which the test runs. */
    private static CommandLine asOnAScreen() {
        return Pms.commandLine().setUsageHelpAutoWidth(false).setUsageHelpWidth(80);
    }

    private static String commands(CommandLine line, String heading) {
        return line.getSubcommands().entrySet().stream()
                .filter(command -> !command.getKey().equals("help"))
                .flatMap(command ->
                        Stream.of(section(command.getValue(), heading), commands(command.getValue(), heading + "#")))
                .collect(Collectors.joining());
    }

    private static String section(CommandLine command, String heading) {
        StringWriter help = new StringWriter();
        command.usage(new PrintWriter(help, true));
        return heading + " " + command.getCommandSpec().qualifiedName() + "\n\n```text\n"
                + help.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n")) + "\n```\n\n";
    }
}
