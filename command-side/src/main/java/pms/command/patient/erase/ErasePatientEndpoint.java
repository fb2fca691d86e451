package pms.command.patient.erase;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.command.handling.Caller;
import pms.command.handling.PatientCommands;
import pms.command.http.CommandRequest;
import pms.command.http.PatientAnswer;
import reactor.core.publisher.Mono;

/**
 * {@code POST /api/patients/{id}/erasure}: 202, for the erasure is decided and on disk, and reaches keys, views and billing
 * in a moment.
 */
@RestController
final class ErasePatientEndpoint {

    private final PatientCommands commands;

    ErasePatientEndpoint(PatientCommands commands) {
        this.commands = commands;
    }

    @PostMapping("/api/patients/{id}/erasure")
    Mono<ResponseEntity<Void>> erase(@PathVariable String id, ServerWebExchange exchange) {
        Caller caller = CommandRequest.caller(exchange);
        UUID patientId = CommandRequest.patientId(id);
        return commands.handle(new ErasePatient(patientId), patientId, caller)
                .map(handled ->
                        PatientAnswer.answer(HttpStatus.ACCEPTED, handled).build());
    }
}
