package pms.command.encounter.start;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.command.encounter.Encounter;
import pms.command.handling.Handled;
import pms.command.handling.PatientCommands;
import pms.command.http.CommandRequest;
import pms.command.http.EncounterAnswer;
import pms.command.http.EncounterForm;
import reactor.core.publisher.Mono;

/** {@code POST /api/patients/{id}/encounters}. */
@RestController
final class StartEncounterEndpoint {

    private final PatientCommands commands;
    private final EncounterForm form;

    StartEncounterEndpoint(PatientCommands commands, EncounterForm form) {
        this.commands = commands;
        this.form = form;
    }

    @PostMapping(
            path = "/api/patients/{id}/encounters",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<EncounterAnswer>> start(
            @PathVariable String id, @RequestBody(required = false) Mono<byte[]> body, ServerWebExchange exchange) {
        return CommandRequest.required(body)
                .flatMap(bytes -> start(id, bytes, exchange))
                .map(StartEncounterEndpoint::created);
    }

    /** In a lane of its own: encounters do not depend on each other. */
    private Mono<Handled> start(String id, byte[] body, ServerWebExchange exchange) {
        var caller = CommandRequest.caller(exchange, body);
        UUID patientId = CommandRequest.patientId(id);
        StartEncounter command = new StartEncounter(patientId, UUID.randomUUID(), form.start(body));
        return commands.handle(command, command.encounterId(), caller);
    }

    private static ResponseEntity<EncounterAnswer> created(Handled handled) {
        Encounter encounter = handled.requireEncounter();
        return EncounterAnswer.answer(HttpStatus.CREATED, handled)
                .location(URI.create("/api/patients/" + encounter.patientId() + "/encounters/" + encounter.id()))
                .body(EncounterAnswer.of(encounter));
    }
}
