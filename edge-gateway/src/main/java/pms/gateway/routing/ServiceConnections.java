package pms.gateway.routing;

import io.netty.channel.ChannelOption;
import org.springframework.beans.factory.annotation.Qualifier;
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
        return provider("services", settings.connections(), settings);
    }

    @Bean(destroyMethod = "dispose")
    ConnectionProvider feedConnectionProvider(RoutingSettings settings) {
        return provider("feeds", settings.feeds(), settings);
    }

    private static ConnectionProvider provider(String name, int connections, RoutingSettings settings) {
        return ConnectionProvider.builder(name)
                .maxConnections(connections)
                .pendingAcquireMaxCount(settings.waiting())
                .pendingAcquireTimeout(settings.acquireTimeout())
                .maxIdleTime(settings.maxIdle())
                .evictInBackground(settings.maxIdle())
                .lifo()
                .build();
    }

    @Bean
    HttpClient serviceHttpClient(
            @Qualifier("serviceConnectionProvider") ConnectionProvider connections, RoutingSettings settings) {
        return client(connections, settings);
    }

    @Bean
    FeedConnections feedConnections(
            @Qualifier("feedConnectionProvider") ConnectionProvider connections, RoutingSettings settings) {
        return new FeedConnections(client(connections, settings));
    }

    private static HttpClient client(ConnectionProvider connections, RoutingSettings settings) {
        int connectTimeoutMillis = Math.toIntExact(settings.connectTimeout().toMillis());
        return HttpClient.create(connections)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)
                .responseTimeout(settings.idleTimeout())
                .disableRetry(true);
    }
}
