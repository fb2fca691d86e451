package pms.telemetry;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/** Sends along with a gRPC call which trace it is a part of. Who answers continues it by itself. */
public final class CallTraces implements ClientInterceptor {

    private static final Context.Key<String> CAUSE = Context.key(Traceparent.NAME);
    private static final Metadata.Key<String> HEADER =
            Metadata.Key.of(Traceparent.NAME, Metadata.ASCII_STRING_MARSHALLER);

    /** A fresh context for a call, to be started in it. */
    public static Context context(String traceparent) {
        return traceparent.isEmpty() ? Context.ROOT : Context.ROOT.withValue(CAUSE, traceparent);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        @Nullable String cause = CAUSE.get();
        ClientCall<Q, A> call = next.newCall(method, options);
        return cause == null ? call : new Told<>(call, cause);
    }

    private static final class Told<Q, A> extends SimpleForwardingClientCall<Q, A> {

        private final String cause;

        Told(ClientCall<Q, A> call, String cause) {
            super(call);
            this.cause = cause;
        }

        @Override
        public void start(Listener<A> answers, Metadata headers) {
            headers.put(HEADER, cause);
            super.start(answers, headers);
        }
    }
}
