package pms.e2e.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * One connection to {@code GET /api/patients/feed}. Keeps all that it received, in the order of arrival; does not
 * reconnect by itself. Closing it drops the connection as a client that goes away does.
 */
public final class Feed implements AutoCloseable {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Queue<FeedEvent> events = new ConcurrentLinkedQueue<>();
    private final Map<Long, FeedEvent> byPosition = new ConcurrentHashMap<>();
    private final EventStreamLines lines = new EventStreamLines(this::keep);
    private CompletableFuture<Void> ended = new CompletableFuture<>();

    private Feed() {}

    /** Everything after {@code lastEventId}; returns when the server has begun to answer. */
    public static Feed after(Gateway gateway, long lastEventId) {
        return open(gateway, "", Map.of("Last-Event-ID", Long.toString(lastEventId)));
    }

    /** Opens with a query, empty or {@code ?patient=...}, and these headers. */
    public static Feed open(Gateway gateway, String query, Map<String, String> headers) {
        Feed feed = new Feed();
        try {
            feed.connect(gateway, query, headers);
            return feed;
        } catch (RuntimeException e) {
            feed.close();
            throw e;
        }
    }

    private void connect(Gateway gateway, String query, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.base() + "/api/patients/feed" + query))
                .header("Accept", "text/event-stream");
        if (gateway.token() != null) {
            request.header("Authorization", "Bearer " + gateway.token());
        }
        headers.forEach(request::header);
        CompletableFuture<HttpResponse.ResponseInfo> begun = new CompletableFuture<>();
        ended = http.sendAsync(request.build(), info -> {
                    begun.complete(info);
                    return BodyHandlers.fromLineSubscriber(lines).apply(info);
                })
                .whenComplete((response, error) -> {
                    if (error != null) {
                        begun.completeExceptionally(error);
                    }
                })
                .thenApply(response -> null);
        HttpResponse.ResponseInfo info = begun.orTimeout(20, TimeUnit.SECONDS).join();
        if (info.statusCode() != 200) {
            throw new IllegalStateException("the feed answered " + info.statusCode());
        }
    }

    private void keep(FeedEvent event) {
        events.add(event);
        byPosition.putIfAbsent(event.position(), event);
    }

    /** A copy of what has come so far. */
    public List<FeedEvent> events() {
        return List.copyOf(events);
    }

    public List<Long> positions() {
        return events.stream().map(FeedEvent::position).toList();
    }

    public boolean has(long position) {
        return byPosition.containsKey(position);
    }

    /** The event of that position as it came first. */
    public Optional<FeedEvent> at(long position) {
        return Optional.ofNullable(byPosition.get(position));
    }

    public long comments() {
        return lines.comments();
    }

    /** Whether the server, or an error, ended the stream. */
    public boolean isEnded() {
        return ended.isDone();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
