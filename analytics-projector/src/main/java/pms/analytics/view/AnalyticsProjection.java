package pms.analytics.view;

import java.util.List;
import org.springframework.stereotype.Component;
import pms.analytics.encounterfacts.EncounterChange;
import pms.analytics.encounterfacts.EncounterTable;
import pms.analytics.patientfacts.FactsTable;
import pms.projection.EventRecord;
import pms.projection.Projection;
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

    AnalyticsProjection(EncounterTable encounters, FactsTable facts, List<View> views) {
        this.encounters = encounters;
        this.facts = facts;
        this.views = List.copyOf(views);
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
    public Mono<Void> apply(List<EventRecord> events) {
        return encounters
                .apply(events)
                .flatMap(changes -> batch(events, changes))
                .flatMap(batch -> Flux.fromIterable(views)
                        .concatMap(view -> view.apply(batch))
                        .then());
    }

    private Mono<Batch> batch(List<EventRecord> events, List<EncounterChange> encounterChanges) {
        return facts.apply(events).map(changes -> new Batch(events, changes, encounterChanges));
    }
}
