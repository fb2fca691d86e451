package pms.command.automation;

import java.util.List;
import pms.command.eventstore.StoredEvent;
import pms.telemetry.Traceparent;
import pms.telemetry.Traces;
import pms.telemetry.Traces.Kind;
import pms.telemetry.Traces.Step;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/** A reaction as a step in the traces of the commands that caused it; its calls are of the first of these. */
final class CauseTraces {

    private static final String KEY = "pms.cause";

    private CauseTraces() {}

    static Mono<Void> step(Traces traces, String name, List<StoredEvent> causes, Mono<Void> reaction) {
        return Mono.defer(() -> {
            Step step = traces.begin(
                    name, Kind.FOLLOWER, causes.stream().map(CauseTraces::of).toList());
            return reaction.doFinally(end -> step.end(end == SignalType.ON_ERROR))
                    .contextWrite(context -> context.put(KEY, step.traceparent()));
        });
    }

    /** Of the step that a pipeline is a part of; empty when it is of none. */
    static String of(ContextView context) {
        return context.<String>getOrEmpty(KEY).orElse("");
    }

    private static String of(StoredEvent cause) {
        return cause.metadata().getOrDefault(Traceparent.NAME, "");
    }
}
