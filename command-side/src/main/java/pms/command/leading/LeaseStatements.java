package pms.command.leading;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The lease in the row of the checkpoint. Times are those of the database's clock alone. */
record LeaseStatements(Connection connection, Duration term, Duration timeout) {

    private static final String PREPARE =
            "insert into checkpoint (name, position) values ($1, 0) on conflict do nothing";
    private static final String TAKE = """
            update checkpoint set term = term + 1, holder = $2, held_until = clock_timestamp() + $3 * interval '1 ms'
             where name = $1 and (held_until <= clock_timestamp() or holder = $2)
            returning term, position""";
    private static final String RENEW = """
            update checkpoint set held_until = clock_timestamp() + $3 * interval '1 ms' where name = $1 and term = $2""";
    private static final String LET_GO =
            "update checkpoint set held_until = '-infinity', holder = null where name = $1 and term = $2";

    /** Makes the row, so that it can be taken. */
    Mono<Void> prepare(String name) {
        return Flux.from(connection.createStatement(PREPARE).bind("$1", name).execute())
                .concatMap(Result::getRowsUpdated)
                .then()
                .timeout(timeout);
    }

    /** Empty when another one has the lease. An instance takes it from itself. */
    Mono<Tenure> take(String name, String holder) {
        return Flux.from(connection
                        .createStatement(TAKE)
                        .bind("$1", name)
                        .bind("$2", holder)
                        .bind("$3", term.toMillis())
                        .execute())
                .concatMap(result -> result.map((row, metadata) -> new Tenure(
                        name,
                        Objects.requireNonNull(row.get(0, Long.class)),
                        Objects.requireNonNull(row.get(1, Long.class)))))
                .next()
                .timeout(timeout);
    }

    /** Fails with {@link TenureEnded} when another one has it. */
    Mono<Void> renew(Tenure tenure) {
        return Flux.from(connection
                        .createStatement(RENEW)
                        .bind("$1", tenure.name())
                        .bind("$2", tenure.term())
                        .bind("$3", term.toMillis())
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .single()
                .timeout(timeout)
                .flatMap(rows -> rows == 1 ? Mono.<Void>empty() : Mono.error(() -> new TenureEnded(tenure)));
    }

    /** Lets the next one begin at once. */
    Mono<Void> letGo(Tenure tenure) {
        return Flux.from(connection
                        .createStatement(LET_GO)
                        .bind("$1", tenure.name())
                        .bind("$2", tenure.term())
                        .execute())
                .concatMap(Result::getRowsUpdated)
                .then()
                .timeout(timeout);
    }
}
