package pms.command.patient.register;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.command.handling.Caller;
import pms.command.handling.Handled;
import pms.command.handling.PatientCommands;
import pms.command.http.CommandRequest;
import pms.command.http.PatientAnswer;
import pms.command.http.PatientForm;
import reactor.core.publisher.Mono;

/** {@code POST /api/patients}. */
@RestController
final class RegisterPatientEndpoint {

    private final PatientCommands commands;
    private final PatientForm form;

    RegisterPatientEndpoint(PatientCommands commands, PatientForm form) {
        this.commands = commands;
        this.form = form;
    }

    @PostMapping(
            path = "/api/patients",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<PatientAnswer>> register(
            @RequestBody(required = false) Mono<byte[]> body, ServerWebExchange exchange) {
        return CommandRequest.required(body)
                .flatMap(bytes -> register(bytes, CommandRequest.caller(exchange, bytes)))
                .map(RegisterPatientEndpoint::created);
    }

    private Mono<Handled> register(byte[] body, Caller caller) {
        RegisterPatient command = new RegisterPatient(UUID.randomUUID(), form.registration(body));
        return commands.handle(command, command.patientId(), caller);
    }

    private static ResponseEntity<PatientAnswer> created(Handled handled) {
        return PatientAnswer.answer(HttpStatus.CREATED, handled)
                .location(URI.create("/api/patients/" + handled.patient().id()))
                .body(PatientAnswer.of(handled.patient()));
    }
}
