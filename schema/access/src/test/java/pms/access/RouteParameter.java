package pms.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * A place of a request, beside its body, where somebody can put a text. Those of the paths and the annotated ones are
 * found by themselves; of an endpoint that takes the whole request the test must say what it reads of it.
 *
 * @param route method and pattern of the path
 */
public record RouteParameter(String route, Place place, String name) {

    /** Where in the request. */
    public enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /**
     * What endpoints read of a request by themselves, by route. A route is named when its endpoint takes the whole request,
     * and only then.
     */
    public record ReadByHand(Map<String, List<String>> queries, Map<String, List<String>> headers) {

        /** What is read of queries alone. */
        public static ReadByHand queries(Map<String, List<String>> queries) {
            return new ReadByHand(queries, Map.of());
        }

        /** What is read of headers alone. */
        public static ReadByHand headers(Map<String, List<String>> headers) {
            return new ReadByHand(Map.of(), headers);
        }

        private boolean names(String route) {
            return queries.containsKey(route) || headers.containsKey(route);
        }
    }

    /** Read by filters and by what is below them, on every route of users. */
    private static final List<String> HEADERS_OF_ALL = List.of(
            "X-Correlation-Id",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Prefix",
            "Forwarded",
            "Authorization",
            "PMS-Actor",
            "PMS-Position",
            "Accept",
            "Content-Type",
            "Content-Encoding",
            "Host",
            "Origin",
            "Cookie",
            "Expect",
            "If-None-Match",
            "If-Modified-Since",
            "If-Match",
            "Range",
            "X-HTTP-Method-Override",
            "traceparent");

    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?(\\w+)}");

    public String method() {
        return route.substring(0, route.indexOf(' '));
    }

    public String pattern() {
        return route.substring(route.indexOf(' ') + 1);
    }

    @Override
    public String toString() {
        return route + " " + place + " " + name;
    }

    /** The address to ask, with {@code value} in it if it belongs there, and {@code id} for all ids. */
    public byte[] target(String id, byte[] value) {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        String[] around = VARIABLE.split(pattern(), -1);
        List<String> names =
                VARIABLE.matcher(pattern()).results().map(it -> it.group(1)).toList();
        for (int i = 0; i < around.length; i++) {
            target.writeBytes(around[i].getBytes(StandardCharsets.US_ASCII));
            if (i < names.size()) {
                boolean hit = place == Place.PATH && names.get(i).equals(name);
                target.writeBytes(hit ? value : id.getBytes(StandardCharsets.US_ASCII));
            }
        }
        if (place == Place.QUERY) {
            target.writeBytes(("?" + name + "=").getBytes(StandardCharsets.US_ASCII));
            target.writeBytes(value);
        }
        return target.toByteArray();
    }

    /** Whether the text, as it is, may leave nothing of the request that the server can read. */
    public boolean breaksHttpBy(HostileText text) {
        return place != Place.HEADER || name.equals("Host") || !text.fitsIntoALine();
    }

    /** All places of all routes. Fails when an endpoint takes the whole request and {@code byHand} does not name its route. */
    public static List<RouteParameter> of(
            Collection<? extends RequestMappingInfoHandlerMapping> mappings, ReadByHand byHand) {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> routes(entry.getKey()).flatMap(route -> of(route, entry.getValue(), byHand).stream()))
                .distinct()
                .toList();
    }

    /** Method and pattern of each route of a mapping. */
    public static Stream<String> routes(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternsCondition().getPatterns().stream()
                        .map(pattern -> method + " " + pattern.getPatternString()));
    }

    private static List<RouteParameter> of(String route, HandlerMethod handler, ReadByHand byHand) {
        List<RouteParameter> found = new ArrayList<>();
        VARIABLE.matcher(route).results().forEach(it -> found.add(new RouteParameter(route, Place.PATH, it.group(1))));
        Arrays.stream(handler.getMethodParameters()).forEach(parameter -> {
            RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
            RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
            String name = String.valueOf(parameter.getParameter().getName());
            if (query != null) {
                found.add(new RouteParameter(route, Place.QUERY, query.name().isEmpty() ? name : query.name()));
            }
            if (header != null) {
                found.add(new RouteParameter(route, Place.HEADER, header.name().isEmpty() ? name : header.name()));
            }
        });
        found.add(new RouteParameter(route, Place.QUERY, "anything"));
        if (route.contains(" /api/")) {
            requireNamed(route, handler, byHand);
            all(route, Place.QUERY, byHand.queries().getOrDefault(route, List.of()))
                    .forEach(found::add);
            all(route, Place.HEADER, byHand.headers().getOrDefault(route, List.of()))
                    .forEach(found::add);
            all(route, Place.HEADER, HEADERS_OF_ALL).forEach(found::add);
        }
        return found;
    }

    private static Stream<RouteParameter> all(String route, Place place, List<String> names) {
        return names.stream().map(name -> new RouteParameter(route, place, name));
    }

    private static void requireNamed(String route, HandlerMethod handler, ReadByHand byHand) {
        boolean takesAll = Arrays.stream(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterType())
                .anyMatch(type -> type == ServerWebExchange.class || type == ServerHttpRequest.class);
        assertThat(byHand.names(route))
                .as("%s takes the whole request: whether it says what it reads of it", route)
                .isEqualTo(takesAll);
    }
}
