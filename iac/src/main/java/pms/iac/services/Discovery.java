package pms.iac.services;

import pms.iac.system.Port;
import pms.iac.system.Service;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.ServiceConnectProps;
import software.amazon.awscdk.services.ecs.ServiceConnectService;

/** How services find each other. */
public sealed interface Discovery {

    /** Where a service is for the others; its ports are its own everywhere. */
    String host(Service service);

    /** Tells the service to be found. */
    void publish(Service service, FargateService.Builder builder);

    default String url(Service service, String port) {
        return "http://" + target(service, port);
    }

    default String target(Service service, String port) {
        return host(service) + ":" + service.port(port).number();
    }

    /** ECS Service Connect, by the service's name. */
    record ServiceConnect() implements Discovery {

        @Override
        public String host(Service service) {
            return service.containerName();
        }

        @Override
        public void publish(Service service, FargateService.Builder builder) {
            builder.serviceConnectConfiguration(ServiceConnectProps.builder()
                    .services(service.ports().stream()
                            .map(port -> connected(service, port))
                            .toList())
                    .build());
        }

        private static ServiceConnectService connected(Service service, Port port) {
            ServiceConnectService.Builder builder = ServiceConnectService.builder()
                    .portMappingName(port.name())
                    .discoveryName(service.containerName() + "-" + port.name())
                    .dnsName(service.containerName())
                    .port(port.number());
            if (port.grpc()) {
                // Its streams (erasures, accounts) live as long as the callers; the proxy would cut them after 15 s.
                builder.perRequestTimeout(Duration.seconds(0)).idleTimeout(Duration.seconds(0));
            }
            return builder.build();
        }
    }

    /** One host for all of them, on which each task's ports are published. */
    record OneHost(String host) implements Discovery {

        @Override
        public String host(Service service) {
            return host;
        }

        @Override
        public void publish(Service service, FargateService.Builder builder) {
            // The ports are published by the task.
        }
    }
}
