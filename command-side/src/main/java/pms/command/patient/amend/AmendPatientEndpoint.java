package pms.command.patient.amend;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.command.handling.Handled;
import pms.command.handling.PatientCommands;
import pms.command.http.CommandRequest;
import pms.command.http.PatientAnswer;
import pms.command.http.PatientForm;
import reactor.core.publisher.Mono;

/** {@code PUT /api/patients/{id}}. */
@RestController
final class AmendPatientEndpoint {

    private final PatientCommands commands;
    private final PatientForm form;

    AmendPatientEndpoint(PatientCommands commands, PatientForm form) {
        this.commands = commands;
        this.form = form;
    }

    @PutMapping(
            path = "/api/patients/{id}",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<PatientAnswer>> amend(
            @PathVariable String id, @RequestBody(required = false) Mono<byte[]> body, ServerWebExchange exchange) {
        return CommandRequest.required(body)
                .flatMap(bytes -> amend(id, bytes, exchange))
                .map(AmendPatientEndpoint::ok);
    }

    private Mono<Handled> amend(String id, byte[] body, ServerWebExchange exchange) {
        var caller = CommandRequest.caller(exchange, body);
        UUID patientId = CommandRequest.patientId(id);
        AmendPatient command =
                new AmendPatient(patientId, form.amendment(body, patientId), CommandRequest.condition(exchange));
        return commands.handle(command, patientId, caller);
    }

    private static ResponseEntity<PatientAnswer> ok(Handled handled) {
        return PatientAnswer.answer(HttpStatus.OK, handled).body(PatientAnswer.of(handled.patient()));
    }
}
