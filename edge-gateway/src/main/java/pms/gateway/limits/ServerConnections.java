package pms.gateway.limits;

import io.netty.channel.Channel;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/** Puts the limits of connections into the public HTTP server. */
@Configuration(proxyBeanMethods = false)
class ServerConnections {

    @Bean
    ConnectionCount connectionCount(ConnectionLimits limits, @Value("${pms.routing.trusted-proxies}") int proxies) {
        return new ConnectionCount(limits.total(), proxies == 0 ? limits.address() : limits.total());
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> boundedConnections(
            ConnectionCount count, ConnectionLimits limits) {
        return factory -> factory.addServerCustomizers(
                server -> server.doOnChannelInit((observer, connection, unknown) -> bound(connection, count, limits)));
    }

    private static void bound(Channel connection, ConnectionCount count, ConnectionLimits limits) {
        if (count.admit(connection)) {
            connection
                    .pipeline()
                    .addAfter(
                            NettyPipeline.HttpCodec,
                            "pms.arrivalDeadline",
                            new ArrivalDeadline(limits.head(), limits.body()));
        }
    }
}
