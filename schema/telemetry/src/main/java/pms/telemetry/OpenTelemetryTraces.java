package pms.telemetry;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** By the tracer that also sees the HTTP requests. */
record OpenTelemetryTraces(Tracer tracer, Propagator propagator) implements Traces {

    /** Of one step. Each is a span of its own, so that no trace is without it. */
    private static final int MOST_CAUSES = 64;

    @Override
    public Step begin(String name, Kind kind, Collection<String> causes) {
        List<Span> spans = causes.stream()
                .filter(Traceparent::isSampled)
                .distinct()
                .limit(MOST_CAUSES)
                .map(cause -> propagator
                        .extract(Map.of(Traceparent.NAME, cause), Map::get)
                        .name(name)
                        .kind(of(kind))
                        .start())
                .toList();
        return spans.isEmpty() ? Step.NONE : new Spans(spans);
    }

    private static Span.Kind of(Kind kind) {
        return switch (kind) {
            case CALLER -> Span.Kind.CLIENT;
            case ANSWERER -> Span.Kind.SERVER;
            case PUBLISHER -> Span.Kind.PRODUCER;
            case FOLLOWER -> Span.Kind.CONSUMER;
        };
    }

    private record Spans(List<Span> spans) implements Step {

        @Override
        public String traceparent() {
            return Traceparent.of(spans.getFirst().context());
        }

        @Override
        public void end(boolean failed) {
            for (Span span : spans) {
                if (failed) {
                    span.tag("error", "true");
                }
                span.end();
            }
        }
    }
}
