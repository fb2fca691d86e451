package pms.gateway.docs;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /api-docs/{name}}: each document as JSON, made when it is first asked for. */
@RestController
class ApiDocumentEndpoint {

    private final Map<String, Mono<byte[]>> documents;

    ApiDocumentEndpoint(JsonMapper json) {
        this.documents = Arrays.stream(ApiDocument.values())
                .collect(Collectors.toUnmodifiableMap(ApiDocument::fileName, document -> made(document, json)));
    }

    private static Mono<byte[]> made(ApiDocument document, JsonMapper json) {
        return Mono.fromCallable(() -> document.toJson(json))
                .subscribeOn(Schedulers.boundedElastic())
                .cacheInvalidateIf(made -> false);
    }

    @GetMapping("/api-docs/{name}")
    Mono<ResponseEntity<byte[]>> document(@PathVariable String name) {
        return documents
                .getOrDefault(name, Mono.error(() -> Rejection.of(ProblemCode.NOT_FOUND, "No such document.")))
                .map(ApiDocumentEndpoint::answer);
    }

    private static ResponseEntity<byte[]> answer(byte[] document) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(document);
    }
}
