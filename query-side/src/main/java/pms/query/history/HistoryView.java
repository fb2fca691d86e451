package pms.query.history;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.projection.ViewDefinition;
import pms.query.patient.PatientEvent;
import pms.query.patient.PatientView;
import reactor.core.publisher.Mono;

/** Keeps each event as it came. */
@Component
class HistoryView implements PatientView {

    private static final ViewDefinition DEFINITION =
            ViewDefinition.beside(HistoryView.class, "history").saying("patient_event", "select * from patient_event");

    private final DatabaseClient database;

    HistoryView(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Optional<ViewDefinition> definition() {
        return Optional.of(DEFINITION);
    }

    /** Bytes travel as base64: an array of them would leak memory in the driver. */
    @Override
    public Mono<Void> apply(List<PatientEvent> events) {
        return database.sql("""
                        insert into patient_event
                        select position, patient_id, event_id, type, at, actor, correlation_id, decode(payload, 'base64')
                          from unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::text[],
                                      $7::text[], $8::text[])
                               e(position, patient_id, event_id, type, at, actor, correlation_id, payload)
                        """)
                .bind(0, column(events, event -> event.record().position()))
                .bind(1, column(events, PatientEvent::patientId))
                .bind(2, column(events, event -> event.record().id()))
                .bind(3, column(events, event -> event.record().type()))
                .bind(4, column(events, event -> event.record().time()))
                .bind(5, column(events, event -> event.record().actor()))
                .bind(6, column(events, event -> event.record().correlationId()))
                .bind(7, column(events, HistoryView::base64))
                .then();
    }

    private static String base64(PatientEvent event) {
        return Base64.getEncoder().encodeToString(event.record().payload().toByteArray());
    }

    private static @Nullable String[] column(
            List<PatientEvent> events, Function<PatientEvent, @Nullable Object> value) {
        return events.stream()
                .map(value)
                .map(cell -> cell == null ? null : cell.toString())
                .toArray(String[]::new);
    }
}
