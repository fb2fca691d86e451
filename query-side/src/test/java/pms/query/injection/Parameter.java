package pms.query.injection;

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
import pms.access.HostileText;

/**
 * A place of a request where somebody can put a text. Those of the paths and the annotated ones are found
 * by themselves; an endpoint that takes the whole request must say here what it reads of it.
 *
 * @param route method and pattern of the path
 */
record Parameter(String route, Place place, String name) {

    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    private static final Map<String, List<String>> QUERY_READ_BY_HAND = Map.of(
            "GET /api/patients", List.of("q", "page", "size", "sort"),
            "GET /api/patients/{id}", List.of(),
            "GET /api/patients/{id}/history", List.of(),
            "GET /api/patients/feed", List.of());

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

    String method() {
        return route.substring(0, route.indexOf(' '));
    }

    String pattern() {
        return route.substring(route.indexOf(' ') + 1);
    }

    @Override
    public String toString() {
        return route + " " + place + " " + name;
    }

    /** The address to ask, with {@code value} in it if it belongs there, and {@code id} for all ids. */
    byte[] target(String id, byte[] value) {
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
    boolean breaksHttpBy(HostileText text) {
        return place != Place.HEADER || name.equals("Host") || !text.fitsIntoALine();
    }

    static List<Parameter> of(Collection<? extends RequestMappingInfoHandlerMapping> mappings) {
        return mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .flatMap(entry -> routes(entry.getKey()).flatMap(route -> of(route, entry.getValue()).stream()))
                .distinct()
                .toList();
    }

    static Stream<String> routes(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternsCondition().getPatterns().stream()
                        .map(pattern -> method + " " + pattern.getPatternString()));
    }

    private static List<Parameter> of(String route, HandlerMethod handler) {
        List<Parameter> found = new ArrayList<>();
        VARIABLE.matcher(route).results().forEach(it -> found.add(new Parameter(route, Place.PATH, it.group(1))));
        Arrays.stream(handler.getMethodParameters()).forEach(parameter -> {
            RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
            RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
            String name = String.valueOf(parameter.getParameter().getName());
            if (query != null) {
                found.add(new Parameter(route, Place.QUERY, query.name().isEmpty() ? name : query.name()));
            }
            if (header != null) {
                found.add(new Parameter(route, Place.HEADER, header.name().isEmpty() ? name : header.name()));
            }
        });
        found.add(new Parameter(route, Place.QUERY, "anything"));
        if (route.contains(" /api/")) {
            byHand(route, handler)
                    .map(name -> new Parameter(route, Place.QUERY, name))
                    .forEach(found::add);
            HEADERS_OF_ALL.stream()
                    .map(name -> new Parameter(route, Place.HEADER, name))
                    .forEach(found::add);
        }
        return found;
    }

    private static Stream<String> byHand(String route, HandlerMethod handler) {
        boolean takesAll = Arrays.stream(handler.getMethodParameters())
                .map(parameter -> parameter.getParameterType())
                .anyMatch(type -> type == ServerWebExchange.class || type == ServerHttpRequest.class);
        assertThat(QUERY_READ_BY_HAND.containsKey(route))
                .as("%s takes the whole request: whether it says what it reads of it", route)
                .isEqualTo(takesAll);
        return QUERY_READ_BY_HAND.getOrDefault(route, List.of()).stream();
    }
}
