package pms.command.sealing;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import pms.command.eventstore.StoreUnavailable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of wrapped keys. Whatever fails has written nothing; {@link StoreUnavailable} when the database is away. */
final class KeyTable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String FIND =
            "select patient_id, kek_id, encode(wrapped, 'base64') from keys.patient_key where patient_id = any($1::uuid[])";
    private static final String ADD = "select patient_id, kek_id, wrapped from keys.add_patient_keys($1, $2, $3)";
    private static final String DESTROY = """
            with gone as (delete from keys.patient_key where patient_id = any($1::uuid[]) returning 1),
                 due as (insert into keys.scrub_due select where exists (select from gone))
            select count(*) from gone""";
    private static final String NOT_UNDER = """
            select patient_id, kek_id, encode(wrapped, 'base64') from keys.patient_key
             where kek_id <> $1 and patient_id > $2 order by patient_id limit $3""";
    private static final String WRAPPING = "select kek_id from keys.system_key where name = 'index'";
    private static final String REPLACE = """
            update keys.patient_key k set kek_id = $1, wrapped = decode(n.wrapped, 'base64')
              from unnest($2::uuid[], $3::text[], $4::text[]) n(patient_id, was, wrapped)
             where k.patient_id = n.patient_id and k.kek_id = n.was""";

    private final ConnectionFactory connections;

    KeyTable(ConnectionFactory connections) {
        this.connections = connections;
    }

    /**
     * A key as it is stored.
     *
     * @param kekId of the key that it is wrapped by
     * @param wrapped base64
     */
    record Wrapped(UUID patientId, String kekId, String wrapped) {

        static Wrapped of(DataKey key, KeyEncryptionKey kek) {
            byte[] wrapped = kek.wrap(purpose(key.patientId()), key.bytes());
            return new Wrapped(key.patientId(), kek.id(), Base64.getEncoder().encodeToString(wrapped));
        }

        /** @throws BrokenSeal when it was changed, or is another patient's */
        DataKey unwrap(KeyEncryptionKey kek) {
            byte[] bytes = Base64.getMimeDecoder().decode(wrapped); // PostgreSQL breaks lines
            return DataKey.of(patientId, kek.unwrap(purpose(patientId), bytes));
        }

        private static String purpose(UUID patientId) {
            return "pms.patient-key.v1|" + patientId;
        }
    }

    Flux<Wrapped> find(Collection<UUID> patientIds) {
        return query(FIND, statement -> statement.bind(0, texts(patientIds, UUID::toString)));
    }

    /**
     * Adds those that are missing; gives what is there now. All must be wrapped by one key-encryption key; nothing comes
     * back when that is no longer the active one.
     */
    Flux<Wrapped> add(List<Wrapped> keys) {
        return query(
                ADD,
                statement -> statement
                        .bind(0, texts(keys, key -> key.patientId().toString()))
                        .bind(1, texts(keys, Wrapped::kekId))
                        .bind(2, texts(keys, Wrapped::wrapped)));
    }

    /** How many there were. With the same commit a scrub is due, if there were any. */
    Mono<Long> destroy(Collection<UUID> patientIds) {
        return onConnection(connection -> Flux.from(connection
                                .createStatement(DESTROY)
                                .bind(0, texts(patientIds, UUID::toString))
                                .execute())
                        .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, Long.class)))))
                .next();
    }

    /** The next ones, by id, that are wrapped by any other key than this. */
    Mono<List<Wrapped>> notUnder(String kekId, UUID after, int most) {
        return query(
                        NOT_UNDER,
                        statement -> statement.bind(0, kekId).bind(1, after).bind(2, most))
                .collectList();
    }

    /** Replaces each that is still as it was, and answers how many these were. */
    Mono<Long> replace(String kekId, List<Wrapped> were, List<Wrapped> are) {
        return update(
                REPLACE,
                statement -> statement
                        .bind(0, kekId)
                        .bind(1, texts(were, key -> key.patientId().toString()))
                        .bind(2, texts(were, Wrapped::kekId))
                        .bind(3, texts(are, Wrapped::wrapped)));
    }

    /** The key-encryption key under which keys are added now. */
    Mono<String> wrappingKekId() {
        return onConnection(connection -> Flux.from(
                                connection.createStatement(WRAPPING).execute())
                        .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, String.class)))))
                .next();
    }

    Mono<Void> noteScrubDue() {
        return update("insert into keys.scrub_due default values", statement -> statement)
                .then();
    }

    private Flux<Wrapped> query(String sql, Function<Statement, Statement> bound) {
        return onConnection(connection -> Flux.from(
                        bound.apply(connection.createStatement(sql)).execute())
                .concatMap(result -> result.map(KeyTable::wrapped)));
    }

    private Mono<Long> update(String sql, Function<Statement, Statement> bound) {
        return onConnection(connection -> Flux.from(
                                bound.apply(connection.createStatement(sql)).execute())
                        .concatMap(Result::getRowsUpdated))
                .reduce(0L, Long::sum);
    }

    private <T> Flux<T> onConnection(Function<Connection, Publisher<T>> work) {
        return Flux.usingWhen(connections.create(), work, Connection::close)
                .timeout(Mono.delay(TIMEOUT), row -> Mono.delay(TIMEOUT))
                .onErrorMap(StoreUnavailable::ifOutage)
                .checkpoint("table of keys");
    }

    private static Wrapped wrapped(Readable row) {
        return new Wrapped(
                Objects.requireNonNull(row.get(0, UUID.class)),
                Objects.requireNonNull(row.get(1, String.class)),
                Objects.requireNonNull(row.get(2, String.class)));
    }

    private static <T> String[] texts(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }
}
