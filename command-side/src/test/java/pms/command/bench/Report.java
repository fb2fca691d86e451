package pms.command.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Markdown, printed as it comes and kept in a file. */
final class Report {

    private final PrintStream out;
    private final StringBuilder text = new StringBuilder();

    Report(PrintStream out) {
        this.out = out;
    }

    void title(String title) {
        line("");
        line("## " + title);
        line("");
    }

    void header(String... cells) {
        row(cells);
        row(List.of(cells).stream().map(cell -> "---").toArray(String[]::new));
    }

    void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    void line(String line) {
        text.append(line).append('\n');
        out.println(line);
    }

    /** Says what goes on, and keeps it out of the report. */
    void progress(String what) {
        out.println("... " + what);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
