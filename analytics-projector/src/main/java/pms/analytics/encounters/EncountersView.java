package pms.analytics.encounters;

import java.time.LocalDate;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.encounterfacts.EncounterChange;
import pms.analytics.view.Batch;
import pms.analytics.view.Tallies;
import pms.analytics.view.View;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/** Counts encounters by class and the day that they started on, and their lengths. No row says whose they were. */
@Component
@Order(4)
class EncountersView implements View {
    static final String NAME = "encounters";

    private static final ViewDefinition DEFINITION = ViewDefinition.beside(EncountersView.class, NAME)
            .saying("encounters_by_day", "select * from encounters_by_day")
            .saying("stay_length", "select * from stay_length");
    private static final String COUNT = """
            insert into encounters_by_day as days (day, class, started, finished, minutes)
            select * from unnest($1::date[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[])
            on conflict (day, class) do update set
                started = days.started + excluded.started, finished = days.finished + excluded.finished,
                minutes = days.minutes + excluded.minutes
            """;
    private static final String COUNT_LENGTHS = """
            insert into stay_length as lengths (span, first_day, class, minutes, count)
            select * from unnest($1::text[], $2::date[], $3::text[], $4::bigint[], $5::bigint[])
            on conflict (span, first_day, class, minutes) do update set count = lengths.count + excluded.count
            """;
    private static final int STARTED = 0;
    private static final int FINISHED = 1;
    private static final int MINUTES = 2;

    private final DatabaseClient database;

    EncountersView(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public ViewDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<Void> apply(Batch batch) {
        var days = new Tallies<ClassOnDay>(3);
        var lengths = new Tallies<LengthInSpan>(1);
        batch.encounters().forEach(change -> tally(change, days, lengths));
        return count(days).then(Mono.defer(() -> countLengths(lengths)));
    }

    /** One that is broken off by an erasure stays started, and is never finished. */
    private static void tally(EncounterChange change, Tallies<ClassOnDay> days, Tallies<LengthInSpan> lengths) {
        var day = ClassOnDay.of(change.start());
        switch (change) {
            case EncounterChange.Started started -> days.add(day, STARTED, 1);
            case EncounterChange.Finished finished -> {
                days.add(day, FINISHED, 1);
                days.add(day, MINUTES, finished.minutes());
                lengths.add(LengthInSpan.onDay(finished), 0, 1);
                lengths.add(LengthInSpan.inMonth(finished), 0, 1);
            }
            case EncounterChange.Abandoned abandoned -> {}
        }
    }

    private Mono<Void> count(Tallies<ClassOnDay> days) {
        return days.isEmpty()
                ? Mono.empty()
                : database.sql(COUNT)
                        .bind("$1", days.groups(ClassOnDay::day, new LocalDate[0]))
                        .bind("$2", days.groups(on -> on.encounterClass().name(), new String[0]))
                        .bind("$3", days.counts(STARTED))
                        .bind("$4", days.counts(FINISHED))
                        .bind("$5", days.counts(MINUTES))
                        .then();
    }

    private Mono<Void> countLengths(Tallies<LengthInSpan> lengths) {
        return lengths.isEmpty()
                ? Mono.empty()
                : database.sql(COUNT_LENGTHS)
                        .bind("$1", lengths.groups(in -> in.span().name(), new String[0]))
                        .bind("$2", lengths.groups(LengthInSpan::firstDay, new LocalDate[0]))
                        .bind("$3", lengths.groups(in -> in.encounterClass().name(), new String[0]))
                        .bind("$4", lengths.groups(LengthInSpan::minutes, new Long[0]))
                        .bind("$5", lengths.counts(0))
                        .then();
    }
}
