package pms.projection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import pms.telemetry.Traceparent;
import pms.telemetry.Traces;
import pms.telemetry.Traces.Kind;
import pms.telemetry.Traces.Step;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** A batch as a step in the traces of the commands that its records are of. */
record BatchTraces(Traces traces, String projection) {

    private static final String HEADER = "ce_" + Traceparent.NAME;

    Mono<Long> step(List<Incoming> batch, Mono<Long> work) {
        return Mono.defer(() -> {
            Step step = traces.begin(
                    "project " + projection,
                    Kind.FOLLOWER,
                    batch.stream().map(BatchTraces::of).toList());
            return work.doFinally(end -> step.end(end == SignalType.ON_ERROR));
        });
    }

    private static String of(Incoming record) {
        @Nullable Header header = record.source().headers().lastHeader(HEADER);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
