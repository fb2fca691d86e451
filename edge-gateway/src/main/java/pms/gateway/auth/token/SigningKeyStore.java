package pms.gateway.auth.token;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The key pairs in the database, sealed, shared by all instances of the gateway. */
@Component
class SigningKeyStore {

    private static final String READ =
            "select key_id, private_key, kek_id, signs_from from signing_key order by slot desc";

    /** Of several instances that add a key at once, exactly one gets its key in. */
    private static final String ADD = """
            insert into signing_key (key_id, private_key, kek_id, signs_from, slot)
            select :id, :key, :kek, :from, coalesce(max(slot), 0) + 1 from signing_key
            having coalesce(max(signs_from), '-infinity') <= :now
            on conflict (slot) do nothing
            """;

    private static final String DELETE_RETIRED = """
            delete from signing_key as old
            where exists (select from signing_key as newer where newer.slot > old.slot and newer.signs_from < :before)
            """;

    private final DatabaseClient database;
    private final SigningKeks keks;

    SigningKeyStore(DatabaseClient database, SigningKeks keks) {
        this.database = database;
        this.keks = keks;
    }

    /** The newest first. Errors: {@link pms.gateway.start.StartRefused} for one that can't be opened. */
    Flux<StoredKey> read() {
        return database.sql(READ).map(this::toKey).all();
    }

    /** Adds a new key, unless the newest one waits to sign or another instance was faster. */
    Mono<Void> add(Instant now, Instant signsFrom) {
        return Mono.fromCallable(SigningKey::generate)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(key -> insert(key, now, signsFrom))
                .checkpoint("add a signing key");
    }

    /** Removes the keys that were followed, before the given time, by one that signs. */
    Mono<Void> deleteRetired(Instant before) {
        return database.sql(DELETE_RETIRED).bind("before", before).then();
    }

    private Mono<Void> insert(SigningKey key, Instant now, Instant signsFrom) {
        return database.sql(ADD)
                .bind("id", key.id())
                .bind("key", keks.active().seal(key.id(), key.encoded()))
                .bind("kek", keks.active().id())
                .bind("from", signsFrom)
                .bind("now", now)
                .then();
    }

    private StoredKey toKey(Readable row) {
        String keyId = value(row, "key_id", String.class);
        byte[] pkcs8 =
                keks.byId(value(row, "kek_id", String.class)).open(keyId, value(row, "private_key", byte[].class));
        return new StoredKey(SigningKey.decode(pkcs8), value(row, "signs_from", Instant.class));
    }

    private static <T> T value(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type));
    }
}
