package pms.cli.deadletters;

import java.io.PrintWriter;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells how a replay went. */
final class Replayed {

    private Replayed() {}

    /** Answers the exit code: 1 when something still can't be applied. */
    static int tell(PrintWriter out, List<JsonNode> answers) {
        long applied = answers.stream()
                .mapToLong(answer -> answer.path("applied").asLong())
                .sum();
        List<JsonNode> stuck = answers.stream()
                .flatMap(answer -> answer.path("stuck").valueStream())
                .toList();
        out.println("Applied  " + applied);
        stuck.forEach(letter -> out.println("STUCK    " + Reference.of(letter) + ": "
                + letter.path("reason").asString("")));
        out.flush();
        return stuck.isEmpty() ? 0 : 1;
    }
}
