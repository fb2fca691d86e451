package pms.command.patient.deactivate;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.command.handling.Caller;
import pms.command.handling.PatientCommands;
import pms.command.http.CommandRequest;
import pms.command.http.PatientAnswer;
import reactor.core.publisher.Mono;

/** {@code DELETE /api/patients/{id}}. */
@RestController
final class DeactivatePatientEndpoint {

    private final PatientCommands commands;

    DeactivatePatientEndpoint(PatientCommands commands) {
        this.commands = commands;
    }

    @DeleteMapping("/api/patients/{id}")
    Mono<ResponseEntity<Void>> deactivate(@PathVariable String id, ServerWebExchange exchange) {
        Caller caller = CommandRequest.caller(exchange);
        UUID patientId = CommandRequest.patientId(id);
        DeactivatePatient command = new DeactivatePatient(patientId, CommandRequest.condition(exchange));
        return commands.handle(command, patientId, caller)
                .map(handled ->
                        PatientAnswer.answer(HttpStatus.NO_CONTENT, handled).build());
    }
}
