package pms.query.directory;

import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.query.audit.ReadAction;
import pms.query.audit.Reads;
import pms.query.patient.Patient;
import pms.query.web.PatientId;
import pms.query.web.Refusal;
import reactor.core.publisher.Mono;

/** The directory over HTTP. */
@RestController
@RequestMapping("/api/patients")
class DirectoryEndpoint {

    private final Directory directory;
    private final Reads reads;

    DirectoryEndpoint(Directory directory, Reads reads) {
        this.directory = directory;
        this.reads = reads;
    }

    @GetMapping
    Mono<ResponseEntity<List<Patient>>> list(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        DirectoryQuery query = DirectoryQuery.of(request.getQueryParams());
        return directory
                .list(query)
                .delayUntil(page -> reads.shown(exchange, ReadAction.LIST, ids(page.patients())))
                .map(page -> query.paging().answer(request, page.patients(), page.total()));
    }

    /** A matching {@code If-None-Match} is answered with 304 by the framework, from the ETag. */
    @GetMapping(value = "/{id}", params = "!asOf")
    Mono<ResponseEntity<Patient>> one(@PathVariable("id") String given, ServerWebExchange exchange) {
        UUID id = PatientId.parse("id", given);
        return directory
                .byId(id)
                .delayUntil(patient -> reads.shown(exchange, ReadAction.READ, List.of(id)))
                .map(patient -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .eTag(Long.toString(patient.version()))
                        .body(patient))
                .switchIfEmpty(reads.nothing(exchange, ReadAction.READ, id)
                        .then(Mono.error(() -> Refusal.patientNotFound(id))));
    }

    private static List<UUID> ids(List<Patient> patients) {
        return patients.stream().map(Patient::id).toList();
    }
}
