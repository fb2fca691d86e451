package pms.query.web;

import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.server.HttpServer;

/** Bounds what clients that do not read, some thousands of them, may hold; and for how long. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionSettings.class)
class ConnectionConfiguration {

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> boundedConnections(ConnectionSettings settings) {
        return factory -> factory.addServerCustomizers(server -> bounded(server, settings));
    }

    private static HttpServer bounded(HttpServer server, ConnectionSettings settings) {
        int unsent = Math.toIntExact(settings.unsent().toBytes());
        return server.childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(unsent / 2, unsent))
                .childOption(
                        ChannelOption.SO_SNDBUF, Math.toIntExact(settings.sent().toBytes()))
                .doOnChannelInit((observer, connection, remote) -> connection
                        .pipeline()
                        .addFirst(new WriteTimeoutHandler(settings.patience().toMillis(), TimeUnit.MILLISECONDS)));
    }
}
