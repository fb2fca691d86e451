package pms.query.patient;

import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import pms.projection.EventRecord;
import pms.projection.Projection;
import pms.query.keys.PersonKeys;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Builds all views of patients together, so that one position says how far they are. */
@Component
class PatientProjection implements Projection {

    private final List<PatientView> views;
    private final PersonKeys keys;

    PatientProjection(List<PatientView> views, PersonKeys keys) {
        this.views = views;
        this.keys = keys;
    }

    @Override
    public String name() {
        return "directory";
    }

    /** Asks for the keys of all patients of the batch at once; while there is no answer, the batch waits. */
    @Override
    public Mono<Void> apply(List<EventRecord> events) {
        return Mono.fromCallable(() -> events.stream().map(EventPayload::of).toList())
                .flatMap(payloads -> read(events, payloads))
                .flatMap(read -> Flux.fromIterable(views)
                        .concatMap(view -> view.apply(read))
                        .then());
    }

    /** A patient that has a dead letter is erased all the same. */
    @Override
    public boolean overtakes(EventRecord event) {
        return event.type().equals(ChangeDecoder.ERASED);
    }

    private Mono<List<PatientEvent>> read(List<EventRecord> events, List<EventPayload> payloads) {
        return keys.find(EventPayload.patientsToOpen(payloads))
                .map(found -> IntStream.range(0, events.size())
                        .mapToObj(n -> PatientEvent.of(events.get(n), payloads.get(n), found))
                        .toList());
    }
}
