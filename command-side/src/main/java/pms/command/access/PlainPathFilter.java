package pms.command.access;

import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Knows no path with two readings: dot segments, empty segments, path parameters, or escaped slashes, dots and control
 * characters. Whoever asked here and whoever answers could read one differently.
 */
@Component
@Order(PlainPathFilter.ORDER)
final class PlainPathFilter implements WebFilter {

    static final int ORDER = TokenFilter.ORDER + 10; // before a token was seen nothing about a path is told
    private static final Pattern TWO_READINGS =
            Pattern.compile("//|/\\.{1,2}(/|$)|[;\\\\]|%(2[efEF]|5[cC]|3[bB]|25|[01][0-9a-fA-F]|7[fF])");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getURI().getRawPath();
        return TWO_READINGS.matcher(path).find() ? Mono.error(AccessRefusal.NoSuchPath::new) : chain.filter(exchange);
    }
}
