package pms.cli.deadletters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pms.cli.folder.DataFolder;
import pms.cli.operator.OperatorCall;
import pms.cli.system.PartNames;
import tools.jackson.databind.JsonNode;

/** The services that have projections, asked one after the other. */
record Services(DataFolder folder) {
    private static final String PATH = "/internal/dead-letters";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> PROJECTING = List.of(PartNames.QUERY_SIDE, PartNames.ANALYTICS_PROJECTOR);

    List<JsonNode> list(@Nullable String projection, @Nullable String patient) {
        return calls().flatMap(
                        call -> call.get(PATH + query(projection, patient)).valueStream())
                .toList();
    }

    List<JsonNode> replay(@Nullable String projection, @Nullable String patient) {
        return calls().map(call -> call.post(PATH + "/replays" + query(projection, patient)))
                .toList();
    }

    Optional<JsonNode> show(Reference reference) {
        return first(reference, OperatorCall::find);
    }

    Optional<JsonNode> drop(Reference reference) {
        return first(reference, OperatorCall::delete);
    }

    private Optional<JsonNode> first(
            Reference reference, BiFunction<OperatorCall, String, @Nullable JsonNode> request) {
        return calls().map(call -> Optional.<JsonNode>ofNullable(request.apply(call, PATH + "/" + reference)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Stream<OperatorCall> calls() {
        return PROJECTING.stream().map(part -> new OperatorCall(folder, part, PATIENCE));
    }

    private static String query(@Nullable String projection, @Nullable String patient) {
        String query = parameter("projection", projection) + parameter("subject", patient);
        return query.isEmpty() ? "" : "?" + query.substring(1);
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
