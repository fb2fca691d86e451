package pms.e2e.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A document with its commands: each fenced block that is marked {@code sh}, or {@code console}, which never runs. A comment
 * {@code <!-- not run: REASON -->} on the line before says why a block does not run. A block marked {@code text} behind
 * one of commands is what they print, where … stands for anything.
 */
record Document(String name, List<Block> blocks) {
    private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (.+) -->");
    private static final Pattern FENCE = Pattern.compile("```([a-z]*).*");

    /**
     * Commands.
     *
     * @param line at which they stand, for the report
     * @param notRun why not; null when they run
     * @param expected what they print; null when nothing is said of it
     */
    record Block(
            int line,
            String commands,
            @Nullable String notRun,
            @Nullable String expected) {
        boolean runs() {
            return notRun == null;
        }
    }

    static Document read(Path file) {
        return parse(Checkout.name(file), Checkout.text(file).lines().toList());
    }

    static Document parse(String name, List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        String reason = null;
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            Matcher fence = FENCE.matcher(line);
            Matcher comment = NOT_RUN.matcher(line);
            if (fence.matches()) {
                int end = end(lines, at);
                String text = String.join("\n", lines.subList(at + 1, end));
                take(name, blocks, fence.group(1), new Block(at + 1, text, reason, null));
                reason = null;
                at = end;
            } else if (comment.matches()) {
                reason = comment.group(1);
            } else if (!line.isBlank()) {
                reason = null;
            }
            at++;
        }
        return new Document(name, List.copyOf(blocks));
    }

    private static void take(String name, List<Block> blocks, String kind, Block block) {
        switch (kind) {
            case "sh" -> blocks.add(block);
            case "console" -> {
                if (block.runs()) {
                    throw new IllegalStateException(name + ":" + block.line() + " does not say why it is not run");
                }
                blocks.add(block);
            }
            case "text" -> {
                if (!blocks.isEmpty() && blocks.getLast().expected() == null) {
                    Block last = blocks.removeLast();
                    blocks.add(new Block(last.line(), last.commands(), last.notRun(), block.commands()));
                }
            }
            default -> {
                // An example in another language.
            }
        }
    }

    private static int end(List<String> lines, int begin) {
        for (int at = begin + 1; at < lines.size(); at++) {
            if (lines.get(at).equals("```")) {
                return at;
            }
        }
        throw new IllegalStateException("no end of the block that begins at line " + (begin + 1));
    }

    List<Block> running() {
        return blocks.stream().filter(Block::runs).toList();
    }

    /** {@code docs/tutorial.md:12 needs Docker}. */
    List<String> notRun() {
        return blocks.stream()
                .filter(block -> !block.runs())
                .map(block -> name + ":" + block.line() + " " + block.notRun())
                .toList();
    }
}
