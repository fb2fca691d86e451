package pms.analytics.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pms.analytics.encounterfacts.EncounterChange;
import pms.analytics.encounterfacts.EncounterTable;
import pms.analytics.patientfacts.FactsTable;
import pms.projection.EventRecord;
import pms.projection.Projection;
import pms.projection.ViewDefinition;
import pms.schema.patient.v1.PatientErased;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** All analytics views as one projection: they are always at the same position. */
@Component
class AnalyticsProjection implements Projection {
    private static final String ERASED = PatientErased.getDescriptor().getFullName();

    private final EncounterTable encounters;
    private final FactsTable facts;
    private final List<View> views;
    private final List<ViewDefinition> bases;
    private final List<ViewDefinition> definitions;
    private final Set<String> names;

    AnalyticsProjection(EncounterTable encounters, FactsTable facts, List<View> views) {
        this.encounters = encounters;
        this.facts = facts;
        this.views = List.copyOf(views);
        this.bases = List.of(facts.definition(), encounters.definition());
        this.definitions = definitions(bases, views);
        this.names = definitions.stream().map(ViewDefinition::name).collect(Collectors.toUnmodifiableSet());
    }

    private static List<ViewDefinition> definitions(List<ViewDefinition> bases, List<View> views) {
        List<ViewDefinition> all = new ArrayList<>(bases);
        ViewDefinition[] facts = bases.toArray(ViewDefinition[]::new);
        views.stream().map(View::definition).map(view -> view.on(facts)).forEach(all::add);
        return List.copyOf(all);
    }

    @Override
    public String name() {
        return "analytics";
    }

    /** What is known of an erased patient goes, whatever waits for it. */
    @Override
    public boolean overtakes(EventRecord event) {
        return event.type().equals(ERASED);
    }

    @Override
    public List<ViewDefinition> views() {
        return definitions;
    }

    @Override
    public @Nullable Object decode(EventRecord event) {
        var facts = this.facts.decode(event);
        return facts == null ? encounters.decode(event) : facts;
    }

    @Override
    public Mono<Void> apply(List<EventRecord> events) {
        return apply(events, names);
    }

    /** Nothing can be made of events where the facts are not kept. */
    @Override
    public Mono<Void> apply(List<EventRecord> events, Set<String> kept) {
        if (bases.stream().map(ViewDefinition::name).anyMatch(base -> !kept.contains(base))) {
            return Mono.empty();
        }
        return encounters
                .apply(events)
                .flatMap(changes -> batch(events, changes))
                .flatMap(batch -> Flux.fromIterable(views)
                        .filter(view -> kept.contains(view.definition().name()))
                        .concatMap(view -> view.apply(batch))
                        .then());
    }

    private Mono<Batch> batch(List<EventRecord> events, List<EncounterChange> encounterChanges) {
        return facts.apply(events).map(changes -> new Batch(events, changes, encounterChanges));
    }
}
