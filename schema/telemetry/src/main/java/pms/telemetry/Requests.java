package pms.telemetry;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** What is told of a request: never its path or query, only the pattern that it met, and the code of its problem. */
final class Requests extends DefaultServerRequestObservationConvention {

    private static final KeyValue NO_PROBLEM = KeyValue.of("code", "none");
    /** The pattern of a route of Spring Cloud Gateway, which gives no handler that has one. */
    private static final String ROUTED =
            "org.springframework.cloud.gateway.support.ServerWebExchangeUtils.gatewayPredicateMatchedPathAttr";

    @Override
    public @Nullable String getContextualName(ServerRequestObservationContext context) {
        @Nullable String name = super.getContextualName(context);
        @Nullable Object routed = context.getAttributes().get(ROUTED);
        return routed == null ? name : name + " " + routed;
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(ServerRequestObservationContext context) {
        return super.getLowCardinalityKeyValues(context).and(code(context));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
        return KeyValues.empty();
    }

    @Override
    protected KeyValue uri(ServerRequestObservationContext context) {
        Object routed = context.getAttributes().get(ROUTED);
        return routed == null ? super.uri(context) : KeyValue.of("uri", routed.toString());
    }

    @Override
    protected KeyValue exception(ServerRequestObservationContext context) {
        Throwable error = context.getError();
        return KeyValue.of(
                "exception", error == null ? "none" : error.getClass().getSimpleName());
    }

    private static KeyValue code(ServerRequestObservationContext context) {
        @Nullable Object code = context.getAttributes().get(ProblemCodes.ATTRIBUTE);
        return code == null ? NO_PROBLEM : KeyValue.of("code", code.toString());
    }
}
