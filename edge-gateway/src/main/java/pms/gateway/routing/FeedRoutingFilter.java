package pms.gateway.routing;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Routes feeds by connections of their own. They stay for minutes: when they had taken all that may be open to the
 * service, nobody could read anything of it any more.
 */
@Component
final class FeedRoutingFilter implements GlobalFilter, Ordered {

    private final NettyRoutingFilter routing;

    FeedRoutingFilter(
            FeedConnections feeds,
            ObjectProvider<List<HttpHeadersFilter>> headersFilters,
            HttpClientProperties properties) {
        this.routing = new NettyRoutingFilter(feeds.client(), headersFilters, properties);
    }

    @Override
    public int getOrder() {
        return NettyRoutingFilter.ORDER - 1; // the one for all else passes over what is routed already
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        return route.getId().equals(Routes.FEED_ID) ? routing.filter(exchange, chain) : chain.filter(exchange);
    }
}
