package pms.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
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
    Mono<ResponseEntity<byte[]>> page() {
        return file(PAGE);
    }

    @GetMapping("/docs/{file}")
    Mono<ResponseEntity<byte[]>> file(@PathVariable String file) {
        return Mono.justOrEmpty(assets.get(file))
                .switchIfEmpty(Mono.error(() -> Rejection.of(ProblemCode.NOT_FOUND, "No such file.")))
                .flatMap(DocsPageEndpoint::read);
    }

    private static Mono<ResponseEntity<byte[]>> read(Asset asset) {
        return Mono.fromCallable(asset::bytes)
                .subscribeOn(Schedulers.boundedElastic())
                .map(bytes -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(asset.type()))
                        .header("Content-Security-Policy", POLICY)
                        .header("X-Content-Type-Options", "nosniff")
                        .cacheControl(CacheControl.maxAge(KEPT))
                        .body(bytes));
    }

    private record Asset(String path, String type) {

        byte[] bytes() throws IOException {
            try (InputStream in = new ClassPathResource(path).getInputStream()) {
                return in.readAllBytes();
            }
        }
    }
}
