package pms.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.command.testing.Service;
import pms.schema.keys.v1.GetKeysRequest;
import pms.schema.keys.v1.GetKeysResponse;
import pms.schema.keys.v1.PatientKey;
import reactor.core.publisher.Flux;

/** A row of the table of keys was changed by somebody or something: only its patient is harmed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedKeyIT {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final byte[] PERSON = {1, 2, 3};

    private final KeyDatabase database = new KeyDatabase();
    private final String text = Base64.getEncoder().encodeToString(Aes.randomKey());
    private final Kek kek = new Kek(() -> TextKeySource.ofText(text).load());

    @BeforeAll
    void start() {
        assertThat(database.systemKeys().index(kek.current())).isNotNull();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)",
                "set_byte(wrapped, 0, get_byte(wrapped, 0) # 1)",
                "substring(wrapped from 1 for 40)",
                "substring(wrapped from 1 for 5)",
                "(select o.wrapped from keys.patient_key o where o.patient_id <> patient_key.patient_id limit 1)"
            })
    void namesItsPatientAndGivesTheOthersTheirKeys(String damage) {
        List<UUID> ids = Stream.generate(UUID::randomUUID).limit(3).sorted().toList();
        UUID harmed = ids.getFirst();
        List<DataKey> made = Flux.fromIterable(ids)
                .concatMap(keys()::obtain)
                .collectList()
                .blockOptional(LONG)
                .orElseThrow();
        byte[] before = stored(harmed);
        PatientKeys keys = keys();
        set(harmed, damage, null);

        GetKeysResponse answer = answer(keys, ids);
        assertThat(answer.getKeysList())
                .extracting(PatientKey::getPatientId)
                .containsExactlyInAnyOrderElementsOf(
                        ids.subList(1, 3).stream().map(UUID::toString).toList());
        assertThat(answer.getUnreadablePatientIdsList()).containsExactly(harmed.toString());
        assertUseless(keys, made.getFirst());

        set(harmed, "?", before);
        assertThat(answer(keys, ids).getKeysList())
                .as("repaired, and the damage is not remembered")
                .hasSize(3);
    }

    /** The patient does not pass for erased, and nothing is sealed that nobody could open. */
    private static void assertUseless(PatientKeys keys, DataKey good) {
        DataKey found = Objects.requireNonNull(keys.find(List.of(good.patientId()))
                .blockOptional(LONG)
                .orElseThrow()
                .get(good.patientId()));
        UUID event = UUID.randomUUID();
        assertThatThrownBy(() -> found.open(Purpose.PERSON, event, good.seal(Purpose.PERSON, event, PERSON)))
                .isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> found.seal(Purpose.PERSON, event, PERSON)).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(found::bytes).isInstanceOf(BrokenSeal.class);
    }

    private PatientKeys keys() {
        return new PostgresPatientKeys(database.table(), kek);
    }

    private static GetKeysResponse answer(PatientKeys keys, Collection<UUID> ids) {
        return new KeyServiceEndpoint(keys, Service.shared().bean(Erasures.class))
                .getKeys(GetKeysRequest.newBuilder()
                        .addAllPatientIds(ids.stream().map(UUID::toString).toList())
                        .build())
                .blockOptional(LONG)
                .orElseThrow();
    }

    private byte[] stored(UUID id) {
        return Base64.getMimeDecoder()
                .decode(database.column("select encode(wrapped, 'base64') from keys.patient_key where patient_id = '"
                                + id + "'")
                        .getFirst());
    }

    private void set(UUID id, String wrapped, byte @Nullable [] value) {
        String sql = "update keys.patient_key set wrapped = " + wrapped + " where patient_id = '" + id + "'";
        try (Connection connection = database.connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            if (value != null) {
                update.setBytes(1, value);
            }
            assertThat(update.executeUpdate()).isEqualTo(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
