package pms.analytics.accountopenings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.analytics.view.Batch;
import pms.analytics.view.View;
import pms.projection.ViewDefinition;
import reactor.core.publisher.Mono;

/** Counts how long it took from each registration to the account, by the times of the two events. */
@Component
@Order(7)
class AccountOpeningsView implements View {
    static final String NAME = "account_openings";

    private static final ViewDefinition DEFINITION = ViewDefinition.beside(AccountOpeningsView.class, NAME)
            .saying("awaiting_account", "select * from awaiting_account")
            .saying("account_openings_by_day", "select * from account_openings_by_day");
    private static final String LEAVE = """
            delete from awaiting_account where patient_id = any($1::uuid[]) returning patient_id, registered_at
            """;
    private static final String WAIT = """
            insert into awaiting_account (patient_id, registered_at)
            select * from unnest($1::uuid[], $2::timestamptz[])
            """;
    private static final String COUNT = """
            insert into account_openings_by_day as days (day, millis, count, longest)
            select * from unnest($1::date[], $2::bigint[], $3::bigint[], $4::bigint[])
            on conflict (day, millis) do update set
                count = days.count + excluded.count, longest = greatest(days.longest, excluded.longest)
            """;

    private final DatabaseClient database;

    AccountOpeningsView(DatabaseClient database) {
        this.database = database;
    }

    /** How many, and the longest of them in milliseconds. */
    private record Opened(long count, long longest) {
        static Opened merge(Opened one, Opened other) {
            return new Opened(one.count + other.count, Math.max(one.longest, other.longest));
        }
    }

    @Override
    public ViewDefinition definition() {
        return DEFINITION;
    }

    @Override
    public Mono<Void> apply(Batch batch) {
        var fold = OpeningsFold.of(batch.events());
        return earlier(fold)
                .flatMap(registered -> count(openings(fold, registered)))
                .then(Mono.defer(() -> await(fold.waiting())));
    }

    /** When those patients were registered who waited until this batch. */
    private Mono<Map<UUID, Instant>> earlier(OpeningsFold fold) {
        return fold.noLongerWaiting().isEmpty()
                ? Mono.just(Map.of())
                : database.sql(LEAVE)
                        .bind("$1", fold.noLongerWaiting().toArray(UUID[]::new))
                        .map(row -> Map.entry(
                                Objects.requireNonNull(row.get("patient_id", UUID.class)),
                                Objects.requireNonNull(row.get("registered_at", Instant.class))))
                        .all()
                        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static SortedMap<Wait, Opened> openings(OpeningsFold fold, Map<UUID, Instant> earlier) {
        var openings = new TreeMap<Wait, Opened>();
        fold.opened().forEach((patientId, openedAt) -> {
            var registeredAt = fold.registered().getOrDefault(patientId, earlier.get(patientId));
            if (registeredAt != null) {
                var millis = Wait.millis(registeredAt, openedAt);
                openings.merge(Wait.of(openedAt, millis), new Opened(1, millis), Opened::merge);
            }
        });
        return openings;
    }

    private Mono<Void> count(SortedMap<Wait, Opened> openings) {
        return openings.isEmpty()
                ? Mono.empty()
                : database.sql(COUNT)
                        .bind("$1", openings.keySet().stream().map(Wait::day).toArray(LocalDate[]::new))
                        .bind("$2", openings.keySet().stream().map(Wait::millis).toArray(Long[]::new))
                        .bind(
                                "$3",
                                openings.values().stream().map(Opened::count).toArray(Long[]::new))
                        .bind(
                                "$4",
                                openings.values().stream().map(Opened::longest).toArray(Long[]::new))
                        .then();
    }

    private Mono<Void> await(SortedMap<UUID, Instant> waiting) {
        return waiting.isEmpty()
                ? Mono.empty()
                : database.sql(WAIT)
                        .bind("$1", waiting.keySet().toArray(UUID[]::new))
                        .bind("$2", waiting.values().toArray(Instant[]::new))
                        .then();
    }
}
