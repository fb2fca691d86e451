package pms.telemetry;

import io.micrometer.observation.Observation;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.ContextView;

/** The header {@value #NAME} of W3C Trace Context, level 1. */
public final class Traceparent {

    public static final String NAME = "traceparent";

    private static final Pattern SAMPLED = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-01");

    private Traceparent() {}

    /** Of a request that is answered; empty when it is not traced. */
    public static String of(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(Traceparent::of)
                .orElse("");
    }

    /** Of what is done in a pipeline, by its context; empty when it is not traced. */
    public static String of(ContextView context) {
        return context.<Observation>getOrEmpty(ObservationThreadLocalAccessor.KEY)
                .map(observation -> of(observation.getContextView()))
                .orElse("");
    }

    /** Whether it is one, of a trace that is kept. */
    static boolean isSampled(String traceparent) {
        return SAMPLED.matcher(traceparent).matches();
    }

    private static String of(Observation.ContextView observation) {
        @Nullable TracingContext traced = observation.get(TracingContext.class);
        @Nullable Span span = traced == null ? null : traced.getSpan();
        return span == null ? "" : of(span.context());
    }

    static String of(TraceContext context) {
        return Boolean.TRUE.equals(context.sampled()) ? "00-" + context.traceId() + "-" + context.spanId() + "-01" : "";
    }
}
