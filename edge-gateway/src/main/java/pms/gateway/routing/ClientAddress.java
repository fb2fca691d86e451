package pms.gateway.routing;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where a request comes from. Without proxies in front it is the address of the connection, whatever the request says;
 * with n of them it is the n-th address from the right of {@code X-Forwarded-For}, which the outermost proxy wrote. What
 * stands to the left of it is the client's own word, and nobody's address.
 */
public final class ClientAddress {

    static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String KEY = ClientAddress.class.getName();
    private static final String NOWHERE = "0.0.0.0";

    private ClientAddress() {}

    /** The numeric address (IPv4, or IPv6 without brackets and zone); {@code 0.0.0.0} when the client is gone. */
    public static String of(ServerWebExchange exchange) {
        String known = exchange.getAttribute(KEY);
        return known == null ? ofConnection(exchange.getRequest()) : known;
    }

    static void remember(ServerWebExchange exchange, int trustedProxies) {
        exchange.getAttributes().put(KEY, of(exchange.getRequest(), trustedProxies));
    }

    private static String of(ServerHttpRequest request, int trustedProxies) {
        String forwarded = trustedProxies == 0 ? null : forwarded(request.getHeaders(), trustedProxies);
        return forwarded == null ? ofConnection(request) : forwarded;
    }

    /** Null when there are fewer addresses than proxies, or it is no address: then no such proxy sent this. */
    static @Nullable String forwarded(HttpHeaders headers, int trustedProxies) {
        List<String> hops = headers.getOrEmpty(FORWARDED_FOR).stream()
                .flatMap(line -> Stream.of(line.split(",", -1)))
                .map(String::strip)
                .toList();
        return hops.size() < trustedProxies ? null : numeric(hops.get(hops.size() - trustedProxies));
    }

    /** Some proxies write the port as well. */
    private static @Nullable String numeric(String hop) {
        String address = hop;
        if (hop.startsWith("[") && hop.contains("]")) {
            address = hop.substring(1, hop.indexOf(']'));
        } else if (hop.indexOf(':') > 0 && hop.indexOf(':') == hop.lastIndexOf(':')) {
            address = hop.substring(0, hop.indexOf(':'));
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes == null ? null : text(bytes);
    }

    private static String text(byte[] bytes) {
        try {
            return withoutZone(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }

    private static String ofConnection(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.isUnresolved()
                ? NOWHERE
                : withoutZone(Objects.requireNonNull(remote.getAddress()));
    }

    private static String withoutZone(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
