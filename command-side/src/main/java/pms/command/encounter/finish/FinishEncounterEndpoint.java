package pms.command.encounter.finish;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.command.handling.Handled;
import pms.command.handling.PatientCommands;
import pms.command.http.CommandRequest;
import pms.command.http.EncounterAnswer;
import pms.command.http.EncounterForm;
import reactor.core.publisher.Mono;

/** {@code POST /api/patients/{id}/encounters/{encounterId}/finish}. */
@RestController
final class FinishEncounterEndpoint {

    private final PatientCommands commands;
    private final EncounterForm form;

    FinishEncounterEndpoint(PatientCommands commands, EncounterForm form) {
        this.commands = commands;
        this.form = form;
    }

    @PostMapping(
            path = "/api/patients/{id}/encounters/{encounterId}/finish",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<EncounterAnswer>> finish(
            @PathVariable String id,
            @PathVariable String encounterId,
            @RequestBody(required = false) Mono<byte[]> body,
            ServerWebExchange exchange) {
        return CommandRequest.required(body)
                .flatMap(bytes -> finish(id, encounterId, bytes, exchange))
                .map(handled -> EncounterAnswer.answer(HttpStatus.OK, handled)
                        .body(EncounterAnswer.of(handled.requireEncounter())));
    }

    /** In the lane of the encounter; those that name a wrong patient go together with the others, and fail alone. */
    private Mono<Handled> finish(String id, String encounterId, byte[] body, ServerWebExchange exchange) {
        var caller = CommandRequest.caller(exchange, body);
        UUID patientId = CommandRequest.patientId(id);
        FinishEncounter command =
                new FinishEncounter(patientId, CommandRequest.encounterId(encounterId), form.finish(body));
        return commands.handle(command, command.encounterId(), caller);
    }
}
