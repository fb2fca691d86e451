package pms.billing.endpoint;

import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.grpc.server.service.GrpcServiceConfigurer;
import org.springframework.stereotype.Component;

/**
 * Lets every service of the server, the health and the reflection among them, refuse a message that can't be read. gRPC
 * reads messages before any interceptor sees them, and what it can't read ends there as UNKNOWN and a stack trace; here
 * messages come as bytes, and are read behind {@link UnreadableRequestInterceptor}.
 */
@Component
final class UnreadableRequests implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof GrpcServiceConfigurer configurer ? refusing(configurer) : bean;
    }

    private static GrpcServiceConfigurer refusing(GrpcServiceConfigurer configurer) {
        return (service, server) -> refusing(configurer.configure(service, server));
    }

    private static ServerServiceDefinition refusing(ServerServiceDefinition service) {
        return ServerInterceptors.intercept(
                ServerInterceptors.useInputStreamMessages(service), new UnreadableRequestInterceptor());
    }
}
