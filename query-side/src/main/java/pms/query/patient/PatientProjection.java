package pms.query.patient;

import java.util.List;
import org.springframework.stereotype.Component;
import pms.query.projection.EventRecord;
import pms.query.projection.Projection;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Builds all views of patients together, so that one position says how far they are. */
@Component
class PatientProjection implements Projection {

    private final List<PatientView> views;

    PatientProjection(List<PatientView> views) {
        this.views = views;
    }

    @Override
    public String name() {
        return "directory";
    }

    @Override
    public Mono<Void> apply(List<EventRecord> events) {
        return Mono.fromCallable(() -> events.stream().map(PatientEvent::of).toList())
                .flatMap(read -> Flux.fromIterable(views)
                        .concatMap(view -> view.apply(read))
                        .then());
    }
}
