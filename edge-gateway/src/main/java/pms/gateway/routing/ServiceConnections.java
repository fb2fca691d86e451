package pms.gateway.routing;

import io.netty.channel.ChannelOption;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The HTTP client that Spring Cloud Gateway routes with, instead of its own, whose queue for connections has no bound.
 * It never sends a request twice: a command that was cut off may have been accepted, and only the client can tell by
 * its Idempotency-Key.
 */
@Configuration(proxyBeanMethods = false)
class ServiceConnections {

    @Bean(destroyMethod = "dispose")
    ConnectionProvider serviceConnectionProvider(RoutingSettings settings) {
        return ConnectionProvider.builder("services")
                .maxConnections(settings.connections())
                .pendingAcquireMaxCount(settings.waiting())
                .pendingAcquireTimeout(settings.acquireTimeout())
                .maxIdleTime(settings.maxIdle())
                .evictInBackground(settings.maxIdle())
                .lifo()
                .build();
    }

    @Bean
    HttpClient serviceHttpClient(ConnectionProvider serviceConnectionProvider, RoutingSettings settings) {
        int connectTimeoutMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        return HttpClient.create(serviceConnectionProvider)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)
                .responseTimeout(settings.idleTimeout())
                .disableRetry(true);
    }
}
