package pms.query.directory;

import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pms.query.patient.Patient;
import pms.query.web.PatientId;
import pms.query.web.Refusal;
import reactor.core.publisher.Mono;

/** The directory over HTTP. */
@RestController
@RequestMapping("/api/patients")
class DirectoryEndpoint {

    private final Directory directory;

    DirectoryEndpoint(Directory directory) {
        this.directory = directory;
    }

    @GetMapping
    Mono<ResponseEntity<List<Patient>>> list(ServerHttpRequest request) {
        DirectoryQuery query = DirectoryQuery.of(request.getQueryParams());
        return directory
                .list(query)
                .map(page -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .header("X-Total-Count", Long.toString(page.total()))
                        .header(HttpHeaders.LINK, PageLinks.of(request.getURI(), query, page.total()))
                        .body(page.patients()));
    }

    /** A matching {@code If-None-Match} is answered with 304 by the framework, from the ETag. */
    @GetMapping(value = "/{id}", params = "!asOf")
    Mono<ResponseEntity<Patient>> one(@PathVariable("id") String given) {
        UUID id = PatientId.parse("id", given);
        return directory
                .byId(id)
                .map(patient -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .eTag(Long.toString(patient.version()))
                        .body(patient))
                .switchIfEmpty(Mono.error(() -> Refusal.patientNotFound(id)));
    }
}
