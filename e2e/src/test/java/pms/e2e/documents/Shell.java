package pms.e2e.documents;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pms.e2e.documents.Document.Block;
import pms.e2e.system.Installation;

/**
 * Runs the commands of a document in one shell, in a folder that looks like the checkout, against a system that runs. A
 * port and a data folder of its own stand in place of the usual ones.
 */
final class Shell {
    /** What hangs is ended: all of a document takes some seconds. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final List<String> LINKED = List.of("pms", "cli", "docs", "compose", "iac");

    private static final List<String> TOOLS = List.of("bash", "curl");

    private final Installation system;
    private final Path folder;

    /**
     * One document's.
     *
     * @param folder empty; what the commands write lands there
     */
    Shell(Installation system, Path folder) {
        this.system = system;
        this.folder = folder;
    }

    /** What a block printed, and how its shell ended; one that did not come to run has no output. */
    record Ran(Block block, int code, String output) {
        /** What is wrong with it; empty when nothing is. */
        String fault() {
            String expected = block.expected();
            if (code != 0) {
                return "ended with " + code + ":\n" + output;
            }
            return expected == null || matches(expected, output)
                    ? ""
                    : "printed\n" + output + "\nin place of\n" + expected;
        }
    }

    /** Whether this machine has what the documents use; PMS itself needs a JDK alone. */
    static boolean hasTools() {
        String path = System.getenv().getOrDefault("PATH", "");
        return TOOLS.stream()
                .allMatch(tool -> Stream.of(path.split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
    }

    /** Up to the first that fails. */
    List<Ran> run(Document document) throws IOException, InterruptedException {
        for (String name : LINKED) {
            Files.createSymbolicLink(folder.resolve(name), Checkout.ROOT.resolve(name));
        }
        try {
            return runHere(document.running());
        } finally {
            // Before somebody deletes the folder with all that is in it.
            for (String name : LINKED) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    private List<Ran> runHere(List<Block> blocks) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("run.sh"), script(blocks));
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.out").toFile());
        builder.environment().put("PMS_NO_BUILD", "1");
        builder.environment().put("PMS_DATA", system.data().toString());
        Process process = builder.start();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return ran(blocks);
    }

    private String script(List<Block> blocks) {
        StringBuilder script = new StringBuilder("trap 'kill $(jobs -p) 2>/dev/null || true' EXIT\nset -e\n");
        for (int at = 0; at < blocks.size(); at++) {
            script.append("{\n")
                    .append(here(blocks.get(at).commands()))
                    .append("\n} >")
                    .append(at);
            script.append(".out 2>&1\necho 0 >").append(at).append(".code\n");
        }
        return script.toString();
    }

    private String here(String text) {
        return text.replace("localhost:4004", "localhost:" + system.port());
    }

    private List<Ran> ran(List<Block> blocks) {
        List<Ran> ran = new ArrayList<>();
        for (int at = 0; at < blocks.size(); at++) {
            int code = Files.exists(folder.resolve(at + ".code")) ? 0 : 1;
            Path out = folder.resolve(at + ".out");
            String output = Files.exists(out) ? Checkout.text(out) : Checkout.text(folder.resolve("run.out"));
            ran.add(new Ran(blocks.get(at), code, output));
            if (code != 0) {
                break;
            }
        }
        return ran;
    }

    /** Whether the output is as expected, blanks at ends of lines aside; … is anything, over lines as well. */
    static boolean matches(String expected, String output) {
        String pattern =
                Stream.of(trimmed(expected).split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*?"));
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(trimmed(output)).matches();
    }

    private static String trimmed(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
