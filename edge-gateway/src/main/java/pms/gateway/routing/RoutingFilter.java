package pms.gateway.routing;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.client.HttpClient;

/**
 * Spring Cloud Gateway's own filter, but that feeds have connections of their own: they stay for minutes, and when they
 * had taken all that may be open to the service, nobody could read anything of it any more.
 */
@Component
class RoutingFilter extends NettyRoutingFilter {

    private final HttpClient feeds;

    RoutingFilter(
            HttpClient serviceHttpClient,
            FeedConnections feeds,
            ObjectProvider<List<HttpHeadersFilter>> headersFilters,
            HttpClientProperties properties) {
        super(serviceHttpClient, headersFilters, properties);
        this.feeds = feeds.client();
    }

    @Override
    protected HttpClient getHttpClient(Route route, ServerWebExchange exchange) {
        return route.getId().equals(Routes.FEED_ID) ? feeds : super.getHttpClient(route, exchange);
    }
}
