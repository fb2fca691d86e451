package pms.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
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
 * {@code GET /docs}, with or without a slash at its end: one page to read and try every call. All that it needs comes from
 * this jar; its content policy forbids the browser to ask anybody else.
 */
@RestController
class DocsPageEndpoint {

    private static final String POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
            + "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    private static final String PAGE = "index.html";
    private static final Duration KEPT = Duration.ofHours(1);
    private static final List<String> OWN = List.of(PAGE, "page.js", "page.css");
    private static final List<String> OF_SWAGGER_UI =
            List.of("swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "favicon-32x32.png");

    private final Map<String, Mono<StaticFile>> files;

    DocsPageEndpoint(DocsSettings settings) {
        Map<String, Mono<StaticFile>> all = new HashMap<>();
        OWN.forEach(name -> all.put(name, once("docs/" + name)));
        String swaggerUi = "META-INF/resources/webjars/swagger-ui/" + settings.swaggerUiVersion() + "/";
        OF_SWAGGER_UI.forEach(name -> all.put(name, once(swaggerUi + name)));
        this.files = Map.copyOf(all);
    }

    @GetMapping({"/docs", "/docs/"})
    Mono<ResponseEntity<Flux<DataBuffer>>> page(ServerHttpRequest request) {
        return file(PAGE, request);
    }

    @GetMapping("/docs/{file}")
    Mono<ResponseEntity<Flux<DataBuffer>>> file(@PathVariable String file, ServerHttpRequest request) {
        return Mono.justOrEmpty(files.get(file))
                .switchIfEmpty(Mono.error(() -> Rejection.of(ProblemCode.NOT_FOUND, "No such file.")))
                .flatMap(read -> read)
                .map(found -> found.answer(request, DocsPageEndpoint::addHeaders));
    }

    private static void addHeaders(HttpHeaders headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.setCacheControl(CacheControl.maxAge(KEPT));
    }

    /** Read from the jar and zipped when it is first asked for. */
    private static Mono<StaticFile> once(String path) {
        return Mono.fromCallable(() -> StaticFile.of(path, bytes(path)))
                .subscribeOn(Schedulers.boundedElastic())
                .cacheInvalidateIf(read -> false);
    }

    private static byte[] bytes(String path) throws IOException {
        try (InputStream in = new ClassPathResource(path).getInputStream()) {
            return in.readAllBytes();
        }
    }
}
