package pms.gateway.auth.attempts;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The failures in the database, so that all instances count together. */
@Component
class FailureStore {

    private static final String FIND = """
            select subject, failures, last_at from login_failure
            where subject in (:account, :address) and last_at > :since
            """;
    private static final String COUNT = """
            insert into login_failure as known (subject, failures, last_at) values (:subject, 1, :now)
            on conflict (subject) do update
            set failures = case when known.last_at > :since then least(known.failures + 1, 1000000) else 1 end,
                last_at = greatest(known.last_at, excluded.last_at)
            """;
    private static final String DELETE_FORGOTTEN = """
            delete from login_failure where subject in (
                select subject from login_failure where last_at <= :since limit 100 for update skip locked)
            """;

    private final DatabaseClient database;

    FailureStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<Failures> find(Attempt attempt, Instant since) {
        return database.sql(FIND)
                .bind("account", attempt.account())
                .bind("address", attempt.address())
                .bind("since", since)
                .map(FailureStore::toFailures)
                .all()
                .checkpoint("find failed logins");
    }

    Mono<Void> count(String subject, Instant now, Instant since) {
        return database.sql(COUNT)
                .bind("subject", subject)
                .bind("now", now)
                .bind("since", since)
                .then()
                .checkpoint("count a failed login");
    }

    Mono<Void> forget(String subject) {
        return database.sql("delete from login_failure where subject = :subject")
                .bind("subject", subject)
                .then();
    }

    Mono<Void> deleteForgotten(Instant since) {
        return database.sql(DELETE_FORGOTTEN).bind("since", since).then();
    }

    private static Failures toFailures(Readable row) {
        return new Failures(
                Objects.requireNonNull(row.get("subject", String.class)),
                Objects.requireNonNull(row.get("failures", Integer.class)),
                Objects.requireNonNull(row.get("last_at", Instant.class)));
    }

    record Failures(String subject, int count, Instant lastAt) {}
}
