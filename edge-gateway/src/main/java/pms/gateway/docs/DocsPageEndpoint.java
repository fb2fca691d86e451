package pms.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * {@code GET /docs}: one page to read and try every call. All that it needs comes from this jar; its content policy
 * forbids the browser to ask anybody else.
 */
@RestController
class DocsPageEndpoint {

    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String PAGE = "index.html";
    private static final int PIECE_BYTES = 8 * 1024;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Map<String, Asset> assets;

    DocsPageEndpoint(DocsSettings settings) {
        String swaggerUi = "META-INF/resources/webjars/swagger-ui/" + settings.swaggerUiVersion() + "/";
        this.assets = Map.of(
                PAGE,
                new Asset("docs/index.html", "text/html;charset=UTF-8"),
                "page.js",
                new Asset("docs/page.js", "text/javascript;charset=UTF-8"),
                "page.css",
                new Asset("docs/page.css", "text/css;charset=UTF-8"),
                "swagger-ui.css",
                new Asset(swaggerUi + "swagger-ui.css", "text/css;charset=UTF-8"),
                "swagger-ui-bundle.js",
                new Asset(swaggerUi + "swagger-ui-bundle.js", "text/javascript;charset=UTF-8"),
                "swagger-ui-standalone-preset.js",
                new Asset(swaggerUi + "swagger-ui-standalone-preset.js", "text/javascript;charset=UTF-8"),
                "favicon-32x32.png",
                new Asset(swaggerUi + "favicon-32x32.png", "image/png"));
    }

    @GetMapping("/docs")
    Mono<ResponseEntity<Flux<DataBuffer>>> page() {
        return file(PAGE);
    }

    @GetMapping("/docs/{file}")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(@PathVariable String file) {
        return Mono.justOrEmpty(assets.get(file))
                .switchIfEmpty(Mono.error(() -> Rejection.of(ProblemCode.NOT_FOUND, "No such file.")))
                .flatMap(DocsPageEndpoint::read);
    }

    /** In pieces, no faster than they are taken: whoever does not take a file would make this keep a copy of it whole. */
    private static Mono<ResponseEntity<Flux<DataBuffer>>> read(Asset asset) {
        return asset.bytes()
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(asset.type()))
                        .contentLength(bytes.length)
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .cacheControl(CacheControl.maxAge(KEPT))
                        .body(pieces(bytes)));
    }

    private static Flux<DataBuffer> pieces(byte[] bytes) {
        return Flux.range(0, Math.ceilDiv(bytes.length, PIECE_BYTES))
                .map(i -> i * PIECE_BYTES)
                .map(from -> DefaultDataBufferFactory.sharedInstance.wrap(
                        ByteBuffer.wrap(bytes, from, Math.min(PIECE_BYTES, bytes.length - from))));
    }

    /** @param bytes read from the jar once, all answers share them */
    private record Asset(String type, Mono<byte[]> bytes) {

        Asset(String path, String type) {
            this(
                    type,
                    Mono.fromCallable(() -> read(path))
                            .subscribeOn(Schedulers.boundedElastic())
                            .cache());
        }

        private static byte[] read(String path) throws IOException {
            try (InputStream in = new ClassPathResource(path).getInputStream()) {
                return in.readAllBytes();
            }
        }
    }
}
