package pms.query.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.query.audit.ReadAction;
import pms.query.audit.Reads;
import pms.query.patient.Patient;
import pms.query.web.PatientId;
import pms.query.web.Refusal;
import reactor.core.publisher.Mono;

/** A patient's past over HTTP. */
@RestController
@RequestMapping("/api/patients/{id}")
class HistoryEndpoint {

    private final History history;
    private final Reads reads;

    HistoryEndpoint(History history, Reads reads) {
        this.history = history;
        this.reads = reads;
    }

    @GetMapping("/history")
    Mono<List<HistoryItem>> history(@PathVariable("id") String given, ServerWebExchange exchange) {
        UUID id = PatientId.parse("id", given);
        return history.of(id)
                .filter(entries -> !entries.isEmpty())
                .delayUntil(entries -> reads.shown(exchange, ReadAction.HISTORY, List.of(id)))
                .switchIfEmpty(notFound(exchange, ReadAction.HISTORY, id))
                .map(HistoryItem::fold);
    }

    /** The patient as it was then; not found before it was registered. */
    @GetMapping(params = "asOf")
    Mono<ResponseEntity<Patient>> asOf(
            @PathVariable("id") String given, @RequestParam("asOf") String asOf, ServerWebExchange exchange) {
        UUID id = PatientId.parse("id", given);
        return history.endOf(id, moment(asOf))
                .mapNotNull(PastPatient::last)
                .delayUntil(patient -> reads.shown(exchange, ReadAction.READ, List.of(id)))
                .map(patient -> ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .eTag(Long.toString(patient.version()))
                        .body(patient))
                .switchIfEmpty(notFound(exchange, ReadAction.READ, id));
    }

    private <T> Mono<T> notFound(ServerWebExchange exchange, ReadAction action, UUID id) {
        return reads.nothing(exchange, action, id).then(Mono.error(() -> Refusal.patientNotFound(id)));
    }

    private static Instant moment(String given) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(given);
            if (moment.getYear() >= 1 && moment.getYear() <= 9999) {
                return moment.toInstant();
            }
        } catch (DateTimeException malformed) {
            throw invalidMoment();
        }
        throw invalidMoment();
    }

    private static Refusal invalidMoment() {
        return Refusal.invalidParameter("asOf", "must be a moment (RFC 3339) such as 2024-05-01T12:00:00Z");
    }
}
