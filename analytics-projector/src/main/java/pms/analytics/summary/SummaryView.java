package pms.analytics.summary;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Predicate;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.patientfacts.Facts;
import pms.analytics.patientfacts.FactsChange;
import pms.analytics.view.Batch;
import pms.analytics.view.Deltas;
import pms.analytics.view.View;
import pms.projection.EventRecord;
import pms.projection.ViewDefinition;
import pms.schema.patient.v1.BillingAccountClosed;
import pms.schema.patient.v1.BillingAccountOpened;
import reactor.core.publisher.Mono;

/** Keeps the totals, in one row. */
@Component
@Order(3)
class SummaryView implements View {
    private static final ViewDefinition DEFINITION = ViewDefinition.beside(SummaryView.class, "summary")
            .saying(
                    "summary",
                    "select patients, active_patients, accounts_opened, accounts_closed, events, updated_at from summary");
    private static final String ACCOUNT_OPENED =
            BillingAccountOpened.getDescriptor().getFullName();
    private static final String ACCOUNT_CLOSED =
            BillingAccountClosed.getDescriptor().getFullName();
    private static final String COUNT = """
            update summary set
                patients = patients + $1,
                active_patients = active_patients + $2,
                accounts_opened = accounts_opened + $3,
                accounts_closed = accounts_closed + $4,
                events = events + $5,
                updated_at = greatest(updated_at, $6)
            """;

    private final DatabaseClient database;

    SummaryView(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public ViewDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<Void> apply(Batch batch) {
        return database.sql(COUNT)
                .bind("$1", change(batch.changes(), facts -> true))
                .bind("$2", change(batch.changes(), Facts::active))
                .bind("$3", count(batch, ACCOUNT_OPENED))
                .bind("$4", count(batch, ACCOUNT_CLOSED))
                .bind("$5", (long) batch.events().size())
                .bind("$6", youngest(batch))
                .then();
    }

    private static long change(Collection<FactsChange> changes, Predicate<Facts> counted) {
        return Deltas.of(changes, counted, facts -> 0).byGroup().getOrDefault(0, 0L);
    }

    private static long count(Batch batch, String type) {
        return batch.events().stream()
                .filter(event -> event.type().equals(type))
                .count();
    }

    private static Instant youngest(Batch batch) {
        return batch.events().stream()
                .map(EventRecord::time)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
