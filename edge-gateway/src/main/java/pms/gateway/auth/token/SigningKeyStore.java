package pms.gateway.auth.token;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The key pairs in the database, shared by all instances of the gateway. */
@Component
class SigningKeyStore {

    private static final String READ = "select private_key from signing_key order by created_at desc, key_id";

    /** Of several instances that start at once with an empty table, exactly one gets its key in. */
    private static final String INSERT_FIRST = """
            insert into signing_key (key_id, private_key, slot) values (:id, :key, 1)
            on conflict (slot) do nothing
            """;

    private final DatabaseClient database;

    SigningKeyStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<SigningKey> read() {
        return database.sql(READ).map(SigningKeyStore::toKey).all();
    }

    Mono<Void> createFirst() {
        return Mono.fromCallable(SigningKey::generate)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(this::insertFirst)
                .checkpoint("create the first signing key");
    }

    private Mono<Void> insertFirst(SigningKey key) {
        return database.sql(INSERT_FIRST)
                .bind("id", key.id())
                .bind("key", key.encoded())
                .then();
    }

    private static SigningKey toKey(Readable row) {
        return SigningKey.decode(Objects.requireNonNull(row.get("private_key", byte[].class)));
    }
}
