package pms.command.automation;

import io.grpc.Status;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import pms.schema.billing.v1.OpenAccountResponse;
import reactor.core.publisher.Mono;

/** The patients of a batch whose accounts billing has not told yet, whichever answer comes first. */
final class Unanswered {

    private final Set<UUID> patients = ConcurrentHashMap.newKeySet();

    Unanswered(Collection<UUID> asked) {
        patients.addAll(asked);
    }

    /** The account, if the answer is the first to a patient of the batch. */
    List<OpenedAccount> answered(OpenAccountResponse answer) {
        UUID patientId = UUID.fromString(answer.getPatientId());
        return patients.remove(patientId)
                ? List.of(new OpenedAccount(patientId, UUID.fromString(answer.getAccountId())))
                : List.of();
    }

    /** Those who wait now. */
    List<UUID> all() {
        return List.copyOf(patients);
    }

    boolean isEmpty() {
        return patients.isEmpty();
    }

    /** A stream that ended well has to have told all; another try asks for the others. */
    <T> Mono<T> toldTooLittle() {
        return Mono.error(() -> Status.INTERNAL
                .withDescription("the stream ended with %d accounts not told".formatted(patients.size()))
                .asRuntimeException());
    }
}
