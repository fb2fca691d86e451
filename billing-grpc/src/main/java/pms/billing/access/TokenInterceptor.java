package pms.billing.access;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.stereotype.Component;
import pms.access.SharedSecret;

/** Lets nobody call who does not show the token; whether the service is up is open, the reflection is not. */
@Component
@GlobalServerInterceptor
@EnableConfigurationProperties(AccessSettings.class)
final class TokenInterceptor implements ServerInterceptor {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    private static final String HEALTH = "grpc.health.v1.Health";

    private final SharedSecret token;

    TokenInterceptor(AccessSettings settings) {
        this.token = SharedSecret.of(settings.token());
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (isOpen(call) || token.isShownBy(headers.get(AUTHORIZATION))) {
            return next.startCall(call, headers);
        }
        call.close(Status.UNAUTHENTICATED.withDescription("the token is missing or wrong"), new Metadata());
        return new ServerCall.Listener<>() {};
    }

    private static boolean isOpen(ServerCall<?, ?> call) {
        return HEALTH.equals(call.getMethodDescriptor().getServiceName());
    }
}
