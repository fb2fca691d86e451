package pms.gateway.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.gateway.routing.RoutingSettings;
import pms.gateway.server.ServerAnswers;
import reactor.netty.NettyPipeline;
import tools.jackson.databind.json.JsonMapper;

/** Puts the limits of connections into the public HTTP server. */
@Configuration(proxyBeanMethods = false)
class ServerConnections {

    @Bean
    ConnectionCount connectionCount(ConnectionLimits limits, RoutingSettings routing) {
        return new ConnectionCount(limits.total(), routing.trustedProxies() == 0 ? limits.address() : limits.total());
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> boundedConnections(
            ConnectionCount count, ConnectionLimits limits, JsonMapper json) {
        int unsent = Math.toIntExact(limits.unsent().toBytes());
        return factory -> factory.addServerCustomizers(server -> server.childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(unsent / 2, unsent))
                .doOnChannelInit((observer, connection, unknown) -> bound(connection, count, limits, json)));
    }

    /** The handler that is put in last is the first to read and the last to write. */
    private static void bound(Channel connection, ConnectionCount count, ConnectionLimits limits, JsonMapper json) {
        if (count.admit(connection)) {
            connection
                    .pipeline()
                    .addBefore(
                            NettyPipeline.HttpCodec,
                            "pms.writeDeadline",
                            new WriteTimeoutHandler(limits.patience().toMillis(), TimeUnit.MILLISECONDS))
                    .addAfter(
                            NettyPipeline.HttpCodec,
                            "pms.arrivalDeadline",
                            new ArrivalDeadline(limits.head(), limits.body()))
                    .addAfter(NettyPipeline.HttpCodec, "pms.givesWay", new GivesWay(count))
                    .addAfter(NettyPipeline.HttpCodec, "pms.serverAnswers", new ServerAnswers(json));
        }
    }
}
