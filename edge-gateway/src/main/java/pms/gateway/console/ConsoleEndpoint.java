package pms.gateway.console;

import java.time.Duration;
import java.util.List;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import pms.gateway.files.StaticFile;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code GET /}: the page of the console, which is asked for anew each time; and all that it is made of, below
 * {@code /console}, which a browser may keep for ever. Nothing of it needs a token: it holds no data.
 */
@RestController
class ConsoleEndpoint {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final Mono<Assets> assets;

    ConsoleEndpoint(ConsoleSettings settings) {
        this.assets = Mono.fromCallable(() -> Assets.read(settings))
                .subscribeOn(Schedulers.boundedElastic())
                .cacheInvalidateIf(read -> false);
    }

    @GetMapping("/")
    Mono<ResponseEntity<Flux<DataBuffer>>> page(ServerHttpRequest request) {
        return assets.map(all -> isKnown(all.version(), request)
                ? unchanged(all.version())
                : answer(all.page(), request, CacheControl.noCache(), all.version()));
    }

    @GetMapping("/console/{version}/{*name}")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(
            @PathVariable String version, @PathVariable String name, ServerHttpRequest request) {
        return assets.flatMap(all -> Mono.justOrEmpty(all.file(version, withoutSlash(name)))
                        .map(file -> answer(
                                file,
                                request,
                                CacheControl.maxAge(FOR_EVER).cachePublic().immutable(),
                                all.version())))
                .switchIfEmpty(Mono.error(() -> Rejection.of(ProblemCode.NOT_FOUND, "No such file.")));
    }

    /** What stands behind the version begins with a slash, or is nothing at all. */
    private static String withoutSlash(String name) {
        return name.isEmpty() ? name : name.substring(1);
    }

    private static ResponseEntity<Flux<DataBuffer>> answer(
            StaticFile file, ServerHttpRequest request, CacheControl kept, String version) {
        return file.answer(request, headers -> {
            headers.set("Content-Security-Policy", POLICY);
            headers.setCacheControl(kept);
            headers.setETag(tag(version));
        });
    }

    private static ResponseEntity<Flux<DataBuffer>> unchanged(String version) {
        return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                .cacheControl(CacheControl.noCache())
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", POLICY)
                .eTag(tag(version))
                .build();
    }

    /** A weak one: the same page, zipped or not. */
    private static String tag(String version) {
        return "W/\"" + version + "\"";
    }

    private static boolean isKnown(String version, ServerHttpRequest request) {
        List<String> known = request.getHeaders().getIfNoneMatch();
        return known.contains(tag(version)) || known.contains("\"" + version + "\"");
    }
}
