package pms.query.feed;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The feed as server-sent events (WHATWG HTML, 9.2), kept alive by comments. */
@Component
@EnableConfigurationProperties(FeedSettings.class)
class FeedStream implements SmartLifecycle {

    /** A comment, since an event would be taken for one by clients that do not know it. */
    private static final String CUT =
            "cut: events were taken too slowly. Connect again with the last id in Last-Event-ID:"
                    + " nothing is left out.";

    private final Feed feed;
    private final OpenFeeds open;
    private final Duration keepAlive;
    private final Duration patience;
    private final AtomicReference<Sinks.@Nullable Empty<Void>> end = new AtomicReference<>();

    FeedStream(Feed feed, OpenFeeds open, FeedSettings settings) {
        this.feed = feed;
        this.open = open;
        this.keepAlive = settings.keepAlive();
        this.patience = settings.patience();
    }

    /**
     * Starts with a comment, at once, so that the client knows that it is connected. Ends with a note when the client
     * takes nothing for too long.
     *
     * @param after the last position that the client has seen; null when it wants only what comes from now on
     * @param record puts on record what is shown
     */
    Flux<ServerSentEvent<String>> open(String user, @Nullable Long after, @Nullable UUID patientId, FeedRecord record) {
        Sinks.@Nullable Empty<Void> running = end.get();
        if (running == null) {
            return Flux.empty();
        }
        Mono<Long> start = after == null ? feed.now() : Mono.just(after);
        Flux<ServerSentEvent<String>> stream = start.flatMapMany(position -> record.around(
                position,
                shown -> withComments(paced(position, patientId, record, shown), keepAlive)
                        .onErrorResume(Room.TooSlow.class, slow -> Mono.just(comment(CUT)))));
        return counted(open, user, stream.takeUntilOther(running.asMono()));
    }

    private Flux<FeedEvent> paced(long after, @Nullable UUID patientId, FeedRecord record, Consumer<FeedEvent> shown) {
        return ConnectionRoom.during(
                        record.exchange().getRequest(), patience, room -> feed.after(after, patientId, room))
                .doOnNext(shown);
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

    @Override
    public void start() {
        end.set(Sinks.empty());
    }

    /** Ends the open feeds before the server stops, which would wait for them; the clients come again and resume. */
    @Override
    public void stop() {
        Sinks.@Nullable Empty<Void> running = end.getAndSet(null);
        if (running != null) {
            running.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    @Override
    public boolean isRunning() {
        return end.get() != null;
    }
}
