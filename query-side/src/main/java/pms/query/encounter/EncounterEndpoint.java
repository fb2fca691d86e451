package pms.query.encounter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import pms.query.web.Paging;
import pms.query.web.PatientId;
import pms.query.web.Refusal;
import reactor.core.publisher.Mono;

/** A patient's encounters over HTTP; those of a deactivated one as well. */
@RestController
@RequestMapping("/api/patients/{id}/encounters")
class EncounterEndpoint {

    private final Encounters encounters;
    private final Reads reads;

    EncounterEndpoint(Encounters encounters, Reads reads) {
        this.encounters = encounters;
        this.reads = reads;
    }

    @GetMapping
    Mono<ResponseEntity<List<Encounter>>> list(@PathVariable("id") String given, ServerWebExchange exchange) {
        UUID id = PatientId.parse("id", given);
        Paging paging = paging(exchange);
        return encounters
                .list(id, paging)
                .delayUntil(page -> reads.shown(exchange, ReadAction.ENCOUNTER_LIST, List.of(id)))
                .map(page -> paging.answer(exchange.getRequest(), page.encounters(), page.total()))
                .switchIfEmpty(nothing(exchange, ReadAction.ENCOUNTER_LIST, id, Refusal.patientNotFound(id)));
    }

    @GetMapping("/{encounterId}")
    Mono<ResponseEntity<Encounter>> one(
            @PathVariable("id") String given,
            @PathVariable("encounterId") String givenEncounter,
            ServerWebExchange exchange) {
        UUID id = PatientId.parse("id", given);
        UUID encounterId = PatientId.parse("encounterId", givenEncounter);
        return encounters
                .byId(id, encounterId)
                .delayUntil(encounter -> reads.shown(exchange, ReadAction.ENCOUNTER_READ, List.of(id)))
                .map(encounter -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .body(encounter))
                .switchIfEmpty(Mono.defer(() -> missing(exchange, id, encounterId)));
    }

    private <T> Mono<T> missing(ServerWebExchange exchange, UUID id, UUID encounterId) {
        return encounters
                .count(id)
                .map(count -> Refusal.encounterNotFound(encounterId))
                .defaultIfEmpty(Refusal.patientNotFound(id))
                .flatMap(refusal -> nothing(exchange, ReadAction.ENCOUNTER_READ, id, refusal));
    }

    private <T> Mono<T> nothing(ServerWebExchange exchange, ReadAction action, UUID id, Refusal refusal) {
        return Mono.defer(() -> reads.nothing(exchange, action, id)).then(Mono.error(refusal));
    }

    private static Paging paging(ServerWebExchange exchange) {
        Map<String, String> errors = new LinkedHashMap<>();
        Paging paging = Paging.of(exchange.getRequest().getQueryParams(), errors);
        if (!errors.isEmpty()) {
            throw Refusal.invalidParameters(errors);
        }
        return paging;
    }
}
