package pms.cli.rebuild;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** How a rebuild ended, for a person. */
final class Outcome {
    private Outcome() {}

    static boolean isGood(JsonNode rebuild) {
        return switch (rebuild.path("state").asString("")) {
            case "SWITCHED", "BUILT", "CANCELLED" -> true;
            default -> false;
        };
    }

    static List<String> lines(JsonNode rebuild, String view) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(view, outcome(rebuild, view)));
        lines.add(String.format(
                Locale.ROOT,
                "%,d events in %d s",
                rebuild.path("events").path("done").asLong(0),
                duration(rebuild).toSeconds()));
        for (JsonNode each : rebuild.path("comparison")) {
            boolean equal = each.path("equal").asBoolean(false);
            lines.add("  %-16s %s".formatted(each.path("view").asString(""), equal ? "equal" : "DIFFERENT"));
            if (!equal) {
                lines.add("    live  " + each.path("live").asString(""));
                lines.add("    built " + each.path("built").asString(""));
            }
        }
        return lines;
    }

    private static String outcome(JsonNode rebuild, String view) {
        int generation = rebuild.path("generation").asInt(0);
        return switch (rebuild.path("state").asString("")) {
            case "SWITCHED" -> "generation " + generation + " is read now";
            case "BUILT" ->
                "generation " + generation + " is built; read it: ./pms rebuild " + view + " --switch-anyway";
            case "DIFFERENT" ->
                "generation " + generation + " differs from what is read; read it all the same: ./pms rebuild " + view
                        + " --switch-anyway";
            case "CANCELLED" -> "ended as you wished";
            case "FAILED" -> "failed: " + rebuild.path("failure").asString("");
            default -> "running";
        };
    }

    private static Duration duration(JsonNode rebuild) {
        String end = rebuild.path("endedAt").asString(rebuild.path("updatedAt").asString(""));
        return Duration.between(Instant.parse(rebuild.path("startedAt").asString("")), Instant.parse(end));
    }
}
