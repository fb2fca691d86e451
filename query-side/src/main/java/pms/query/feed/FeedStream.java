package pms.query.feed;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The feed as server-sent events (WHATWG HTML, 9.2), kept alive by comments. */
@Component
@EnableConfigurationProperties(FeedSettings.class)
class FeedStream {

    private final Feed feed;
    private final OpenFeeds open;
    private final Duration keepAlive;

    FeedStream(Feed feed, OpenFeeds open, FeedSettings settings) {
        this.feed = feed;
        this.open = open;
        this.keepAlive = settings.keepAlive();
    }

    /**
     * Starts with a comment, at once, so that the client knows that it is connected.
     *
     * @param after the last position that the client has seen; null when it wants only what comes from now on
     */
    Flux<ServerSentEvent<String>> open(String user, @Nullable Long after, @Nullable UUID patientId) {
        Mono<Long> start = after == null ? feed.now() : Mono.just(after);
        return counted(
                open, user, start.flatMapMany(position -> withComments(feed.after(position, patientId), keepAlive)));
    }

    static Flux<ServerSentEvent<String>> counted(OpenFeeds open, String user, Flux<ServerSentEvent<String>> stream) {
        return Flux.using(() -> open.open(user), counted -> stream, open::close);
    }

    static Flux<ServerSentEvent<String>> withComments(Flux<FeedEvent> events, Duration keepAlive) {
        Flux<ServerSentEvent<String>> comments = Flux.interval(Duration.ZERO, keepAlive)
                .onBackpressureDrop()
                .map(tick -> comment(tick == 0 ? "open" : "alive"));
        return Flux.merge(comments, events.map(FeedStream::event));
    }

    private static ServerSentEvent<String> comment(String text) {
        return ServerSentEvent.<String>builder().comment(text).build();
    }

    private static ServerSentEvent<String> event(FeedEvent event) {
        return ServerSentEvent.<String>builder()
                .id(Long.toString(event.position()))
                .event(event.type())
                .data(event.data())
                .build();
    }
}
