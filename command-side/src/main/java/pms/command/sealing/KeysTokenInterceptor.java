package pms.command.sealing;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.springframework.stereotype.Component;
import pms.access.SharedSecret;

/** Lets nobody call who does not show the token of the keys. */
@Component
final class KeysTokenInterceptor implements ServerInterceptor {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final SharedSecret token;

    KeysTokenInterceptor(KeysToken token) {
        this.token = SharedSecret.of(token.token());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (token.isShownBy(headers.get(AUTHORIZATION))) {
            return next.startCall(call, headers);
        }
        call.close(Status.UNAUTHENTICATED.withDescription("the token is missing or wrong"), new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
