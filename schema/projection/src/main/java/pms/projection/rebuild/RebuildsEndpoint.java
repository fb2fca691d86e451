package pms.projection.rebuild;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pms.projection.Projection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Rebuilds of the views of a service, below {@code pms.rebuild.path}. */
@RestController
@RequestMapping("${pms.rebuild.path}")
public class RebuildsEndpoint {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Rebuilds rebuilds;
    private final Rebuilder rebuilder;
    private final Projection projection;
    private final String path;

    RebuildsEndpoint(
            Rebuilds rebuilds, Rebuilder rebuilder, Projection projection, @Value("${pms.rebuild.path}") String path) {
        this.rebuilds = rebuilds;
        this.rebuilder = rebuilder;
        this.projection = projection;
        this.path = path;
    }

    /** @param body see {@link RebuildWish#of} */
    @PostMapping
    Mono<ResponseEntity<RebuildReport>> begin(
            @RequestBody(required = false) @Nullable Map<String, @Nullable Object> body) {
        return Mono.fromCallable(() -> RebuildWish.of(body)).flatMap(this::begin);
    }

    private Mono<ResponseEntity<RebuildReport>> begin(RebuildWish wish) {
        String view = wish.view() == null ? projection.name() : wish.view();
        return accepted(rebuilds.begin(view, wish.switches()));
    }

    /** The latest first. */
    @GetMapping
    Mono<List<RebuildReport>> all() {
        return rebuilds.all().map(this::report).collectList();
    }

    @GetMapping("/{id}")
    Mono<RebuildReport> one(@PathVariable("id") UUID id) {
        return rebuilds.one(id).map(this::report);
    }

    /** One a second, and the outcome at the end. */
    @GetMapping(path = "/{id}/progress", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Flux<ServerSentEvent<RebuildReport>> progress(@PathVariable("id") UUID id) {
        return Flux.interval(Duration.ZERO, SECOND)
                .onBackpressureDrop()
                .concatMap(tick -> rebuilds.one(id), 1)
                .takeUntil(rebuild -> !rebuild.isRunning())
                .map(rebuild -> ServerSentEvent.builder(report(rebuild))
                        .event(rebuild.isRunning() ? "progress" : "ended")
                        .build());
    }

    @DeleteMapping("/{id}")
    Mono<RebuildReport> cancel(@PathVariable("id") UUID id) {
        return rebuilds.cancel(id).map(this::report);
    }

    @PostMapping("/{id}/switch")
    Mono<ResponseEntity<RebuildReport>> switchTo(@PathVariable("id") UUID id) {
        return accepted(rebuilds.switchTo(id));
    }

    @PostMapping("/{id}/rollback")
    Mono<ResponseEntity<RebuildReport>> rollback(@PathVariable("id") UUID id) {
        return accepted(rebuilds.rollback(id));
    }

    private Mono<ResponseEntity<RebuildReport>> accepted(Mono<Rebuild> begun) {
        return begun.doOnNext(rebuild -> rebuilder.wake())
                .map(rebuild -> ResponseEntity.accepted()
                        .location(URI.create(path + "/" + rebuild.id()))
                        .body(report(rebuild)));
    }

    private RebuildReport report(Rebuild rebuild) {
        return RebuildReport.of(rebuild, projection);
    }
}
