package pms.query.patient;

import java.util.List;
import reactor.core.publisher.Mono;

/** One view of patients: a table, and what an event does to it. */
public interface PatientView {

    /** Within the transaction of the batch; the events are in position order, each for the first time. */
    Mono<Void> apply(List<PatientEvent> events);
}
