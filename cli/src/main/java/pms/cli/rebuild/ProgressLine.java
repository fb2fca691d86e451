package pms.cli.rebuild;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How far a rebuild is: a bar on a terminal, a line of JSON for each state where that is wanted, and else nothing. */
final class ProgressLine implements AutoCloseable {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean json;
    private final boolean onTerminal = Boolean.getBoolean("pms.terminal");

    ProgressLine(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    static boolean isRunning(JsonNode rebuild) {
        return rebuild.path("state").asString("").equals("RUNNING");
    }

    void show(JsonNode rebuild) {
        if (json) {
            out.println(rebuild);
        } else if (onTerminal) {
            out.print("\r" + text(rebuild) + "   ");
        }
        out.flush();
    }

    /** {@code [####    ] 40% 400,000/1,000,000 BUILDING 41,000/s 15 s left}. */
    static String text(JsonNode rebuild) {
        long done = rebuild.path("events").path("done").asLong(0);
        long total = Math.max(done, rebuild.path("events").path("total").asLong(0));
        int filled = total == 0 ? 0 : (int) (done * WIDTH / total);
        StringBuilder text = new StringBuilder();
        text.append('[').repeat('#', filled).repeat(' ', WIDTH - filled).append("] ");
        text.append(total == 0 ? 0 : done * 100 / total).append("% ");
        text.append(String.format(Locale.ROOT, "%,d/%,d ", done, total));
        text.append(rebuild.path("phase").asString("").toLowerCase(Locale.ROOT));
        if (rebuild.path("rate").isNumber()) {
            text.append(
                    String.format(Locale.ROOT, " %,d/s", rebuild.path("rate").asLong(0)));
        }
        if (rebuild.path("secondsLeft").isNumber()) {
            text.append(' ').append(left(rebuild.path("secondsLeft").asLong(0))).append(" left");
        }
        return text.toString();
    }

    private static String left(long seconds) {
        Duration left = Duration.ofSeconds(seconds);
        if (left.toMinutes() == 0) {
            return seconds + " s";
        }
        return left.toHours() == 0
                ? left.toMinutes() + " min " + left.toSecondsPart() + " s"
                : left.toHours() + " h " + left.toMinutesPart() + " min";
    }

    @Override
    public void close() {
        if (onTerminal && !json) {
            out.println();
            out.flush();
        }
    }
}
