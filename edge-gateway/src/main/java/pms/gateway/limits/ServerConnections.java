package pms.gateway.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
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

    private static final int READINGS_AT_A_TIME = 4;
    private static final WriteBufferWaterMark WAITING_TO_BE_TAKEN = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

    @Bean
    HeldBytes heldBytes(ConnectionLimits limits) {
        return new HeldBytes(limits.held().toBytes(), limits.heldByOne().toBytes());
    }

    @Bean
    ConnectionCount connectionCount(ConnectionLimits limits, RoutingSettings routing, HeldBytes held) {
        int anAddress = routing.trustedProxies() == 0 ? limits.address() : limits.total();
        return new ConnectionCount(limits.total(), anAddress, held);
    }

    /**
     * Buffers of a fixed size, for one that grew with earlier requests would stay as large for a few late bytes; few
     * readings at a time, so that no connection gets far before others that are too many are gone; and little that waits
     * to be taken.
     */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> boundedConnections(
            ConnectionCount count, HeldBytes held, ConnectionLimits limits, JsonMapper json) {
        return factory -> factory.addServerCustomizers(server -> server.childOption(
                        ChannelOption.RECVBUF_ALLOCATOR, readings())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING_TO_BE_TAKEN)
                .doOnChannelInit((observer, connection, unknown) -> {
                    if (count.admit(connection)) {
                        bound(connection, count, new HeldByConnection(held, connection, limits.pace()), limits, json);
                    }
                }));
    }

    private static RecvByteBufAllocator readings() {
        return new FixedRecvByteBufAllocator(HeldByConnection.A_READING).maxMessagesPerRead(READINGS_AT_A_TIME);
    }

    /** Of those behind the codec, the one that is put in last is the first to read and the last to write. */
    private static void bound(
            Channel connection,
            ConnectionCount count,
            HeldByConnection held,
            ConnectionLimits limits,
            JsonMapper json) {
        connection
                .pipeline()
                .addFirst("pms.held", held)
                .addBefore(NettyPipeline.HttpCodec, "pms.headLines", new HeadLines(held.incoming()))
                .addAfter(
                        NettyPipeline.HttpCodec,
                        "pms.arrivalDeadline",
                        new ArrivalDeadline(limits.head(), limits.body()))
                .addAfter(NettyPipeline.HttpCodec, "pms.givesWay", new GivesWay(count))
                .addAfter(NettyPipeline.HttpCodec, "pms.serverAnswers", new ServerAnswers(json))
                .addAfter(NettyPipeline.HttpCodec, "pms.heldMessages", new HeldMessages(held.incoming()));
    }
}
