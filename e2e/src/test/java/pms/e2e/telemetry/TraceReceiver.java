package pms.e2e.telemetry;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Takes traces by OTLP over HTTP, as a collector does, and keeps them. */
final class TraceReceiver implements AutoCloseable {

    private final HttpServer server;
    private final Queue<ByteString> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Seen> spans = new ConcurrentLinkedQueue<>();

    /** A span of a service. */
    record Seen(String service, String trace, String name, Set<String> attributes) {}

    TraceReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Seen> spans() {
        return List.copyOf(spans);
    }

    /** The services that have a part in a trace. */
    Set<String> services(String trace) {
        return spans.stream()
                .filter(span -> span.trace().equals(trace))
                .map(Seen::service)
                .collect(Collectors.toSet());
    }

    /** Whether it came in anything that was sent. */
    boolean hasSeen(String text) {
        return requests.stream().anyMatch(request -> request.toStringUtf8().contains(text));
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ByteString bytes = ByteString.readFrom(exchange.getRequestBody());
            requests.add(bytes);
            ExportTraceServiceRequest.parseFrom(bytes).getResourceSpansList().forEach(this::keep);
            byte[] answer = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private void keep(ResourceSpans resource) {
        String service = resource.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> new Seen(
                        service,
                        HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                        span.getName(),
                        span.getAttributesList().stream().map(KeyValue::getKey).collect(Collectors.toSet())))
                .forEach(spans::add);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
