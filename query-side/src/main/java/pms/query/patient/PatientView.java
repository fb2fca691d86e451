package pms.query.patient;

import java.util.List;
import java.util.Optional;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/** One view of patients: a table, and what an event does to it. */
public interface PatientView {

    /** What it is made of; empty when it has no tables in a generation, and takes part in each. Always the same. */
    default Optional<ViewDefinition> definition() {
        return Optional.empty();
    }

    /** Within the transaction of the batch; the events are in position order, each for the first time. */
    Mono<Void> apply(List<PatientEvent> events);
}
