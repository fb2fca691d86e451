package pms.command.handling;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.patient.PatientEvent;
import pms.command.patient.PatientEvent.RecordChanged;
import pms.command.patient.Tags;

/** What the store holds of a patient. */
record Log(List<StoredEvent> events) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    static Log of(EventStore store, UUID patientId) {
        return tagged(store, Tags.patient(patientId));
    }

    static Log tagged(EventStore store, String tag) {
        return new Log(store.read(Criteria.anyTagOf(tag), 0)
                .collectList()
                .blockOptional(LIMIT)
                .orElseThrow());
    }

    List<Long> positions() {
        return events.stream().map(StoredEvent::position).toList();
    }

    List<Long> versions() {
        return events.stream()
                .map(Log::opened)
                .map(event -> ((RecordChanged) event).version())
                .toList();
    }

    List<Map<String, String>> metadata() {
        return events.stream().map(StoredEvent::metadata).toList();
    }

    PatientEvent at(long position) {
        StoredEvent found = events.stream()
                .filter(event -> event.position() == position)
                .findFirst()
                .orElseThrow();
        return opened(found);
    }

    private static PatientEvent opened(StoredEvent event) {
        return HotPatient.SEALED
                .open(List.of(event))
                .blockOptional(LIMIT)
                .orElseThrow()
                .getFirst();
    }

    /** The events of one commit are recorded at one time. */
    long commits() {
        return events.stream().map(StoredEvent::recordedAt).distinct().count();
    }
}
