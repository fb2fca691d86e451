package pms.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** A table that was scrubbed is in another file than before. */
class ScrubIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String FILE = "select pg_relation_filepath('keys.patient_key')";

    private final KeyDatabase database = new KeyDatabase();
    private final Scrub scrub = database.scrub();
    private final Kek kek = new Kek(() -> new KeyEncryptionKeys(List.of(KeyEncryptionKey.of(new byte[32]))));
    private final IndexKey index = database.systemKeys().index(kek.current());
    private final PatientKeys keys = new PostgresPatientKeys(database.table(), kek);

    @AfterEach
    void close() {
        scrub.stop();
        database.close();
    }

    @Test
    void writesTheTableAnew() {
        assertThat(index).isNotNull();
        String before = deletedKey();

        scrub.start();
        scrub.soon();

        await().atMost(LONG).untilAsserted(() -> assertThat(file()).isNotEqualTo(before));
    }

    @Test
    void waitsForThoseWhoMayStillSeeWhatWasDeleted() throws SQLException {
        UUID id = UUID.randomUUID();
        keys.obtain(id).as(StepVerifier::create).expectNextCount(1).verifyComplete();
        String before = file();
        try (Connection older = database.connect()) {
            older.setAutoCommit(false);
            older.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            older.createStatement()
                    .executeQuery("select count(*) from checkpoint")
                    .close();
            keys.destroy(List.of(id)).as(StepVerifier::create).expectNext(1L).verifyComplete();

            scrub.start();
            scrub.soon();

            await().during(Duration.ofSeconds(3)).atMost(LONG).until(() -> file().equals(before));
            older.rollback();
        }
        await().atMost(LONG).untilAsserted(() -> assertThat(file()).isNotEqualTo(before));
    }

    private String deletedKey() {
        UUID id = UUID.randomUUID();
        keys.obtain(id).as(StepVerifier::create).expectNextCount(1).verifyComplete();
        keys.destroy(List.of(id)).as(StepVerifier::create).expectNext(1L).verifyComplete();
        return file();
    }

    private String file() {
        return database.column(FILE).getFirst();
    }
}
