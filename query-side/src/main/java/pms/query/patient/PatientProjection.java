package pms.query.patient;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import pms.projection.EventRecord;
import pms.projection.Projection;
import pms.projection.ViewDefinition;
import pms.query.keys.PersonKeys;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Builds all views of patients together, so that one position says how far they are. */
@Component
class PatientProjection implements Projection {

    private final List<PatientView> views;
    private final PersonKeys keys;
    private final List<ViewDefinition> definitions;
    private final Set<String> names;

    PatientProjection(List<PatientView> views, PersonKeys keys) {
        this.views = views;
        this.keys = keys;
        this.definitions =
                views.stream().flatMap(view -> view.definition().stream()).toList();
        this.names = definitions.stream().map(ViewDefinition::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public List<ViewDefinition> views() {
        return definitions;
    }

    @Override
    public Mono<Void> apply(List<EventRecord> events) {
        return apply(events, names);
    }

    /** Asks for the keys of all patients of the batch at once; while there is no answer, the batch waits. */
    @Override
    public Mono<Void> apply(List<EventRecord> events, Set<String> kept) {
        return Mono.fromCallable(() -> events.stream().map(EventPayload::of).toList())
                .flatMap(payloads -> read(events, payloads))
                .flatMap(read -> Flux.fromIterable(views)
                        .filter(view -> isKept(view, kept))
                        .concatMap(view -> view.apply(read))
                        .then());
    }

    private static boolean isKept(PatientView view, Set<String> kept) {
        return view.definition().map(ViewDefinition::name).map(kept::contains).orElse(true);
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
