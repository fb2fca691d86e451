package pms.command.sealing;

import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Looks whether the key-encryption key fits the data before anything is written, and loads the index key after. */
final class KeyedMigration implements FlywayMigrationStrategy {

    private final Kek kek;
    private volatile @Nullable SystemKeys systemKeys;
    private volatile @Nullable IndexKey indexKey;

    KeyedMigration(Kek kek) {
        this.kek = kek;
    }

    @Override
    public void migrate(Flyway flyway) {
        var unused = flyway.info(); // waits for a database that is about to start, and writes nothing
        SystemKeys keys = new SystemKeys(flyway.getConfiguration().getDataSource());
        keys.check(kek.current());
        flyway.migrate();
        indexKey = keys.index(kek.current());
        systemKeys = keys;
    }

    /** There after the migration. */
    IndexKey indexKey() {
        return Objects.requireNonNull(indexKey, "the database is not migrated yet");
    }

    /** There after the migration. */
    SystemKeys systemKeys() {
        return Objects.requireNonNull(systemKeys, "the database is not migrated yet");
    }
}
