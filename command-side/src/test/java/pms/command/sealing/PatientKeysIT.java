package pms.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PatientKeysIT {

    private static final int PATIENTS = 2_000;

    private final KeyDatabase database = new KeyDatabase();
    private final String old = Base64.getEncoder().encodeToString(Aes.randomKey());
    private final String fresh = Base64.getEncoder().encodeToString(Aes.randomKey());
    private volatile String given = old;
    private final Kek kek = new Kek(() -> TextKeySource.ofText(given).load());
    private final IndexKey index = database.systemKeys().index(kek.current());

    @AfterAll
    void close() {
        database.close();
    }

    @Test
    void twoInstancesThatAskAtOnceGetOneKey() {
        PatientKeys one = keys();
        PatientKeys two = keys();
        List<UUID> ids = ids(200);
        List<DataKey> obtained = new ArrayList<>();

        Flux.fromIterable(ids)
                .flatMap(id -> Flux.merge(one.obtain(id), two.obtain(id), one.obtain(id)), 64)
                .as(StepVerifier::create)
                .recordWith(() -> obtained)
                .expectNextCount(3L * ids.size())
                .verifyComplete();

        Map<UUID, List<DataKey>> byPatient = obtained.stream().collect(Collectors.groupingBy(DataKey::patientId));
        assertThat(byPatient)
                .hasSize(ids.size())
                .allSatisfy((id, keys) -> assertThat(keys)
                        .extracting(key -> Base64.getEncoder().encodeToString(key.bytes()))
                        .containsOnly(Base64.getEncoder()
                                .encodeToString(keys.getFirst().bytes())));
        assertFound(keys(), ids, byPatient);
    }

    @Test
    void whatIsDestroyedIsGoneForThisInstanceAtOnce() {
        PatientKeys keys = keys();
        List<UUID> ids = ids(3);
        obtain(keys, ids);

        keys.destroy(ids.subList(0, 2)).as(StepVerifier::create).expectNext(2L).verifyComplete();
        keys.destroy(ids.subList(0, 2))
                .as(StepVerifier::create)
                .as("again does no harm")
                .expectNext(0L)
                .verifyComplete();

        keys.find(ids)
                .as(StepVerifier::create)
                .assertNext(found -> assertThat(found).containsOnlyKeys(ids.get(2)))
                .verifyComplete();
    }

    @Test
    void theTableHoldsNoKeyInClear() {
        PatientKeys keys = keys();
        List<UUID> ids = ids(5);
        List<DataKey> made = obtain(keys, ids);

        List<String> stored = database.column("select encode(wrapped, 'hex') from keys.patient_key");

        for (DataKey key : made) {
            String clear = HexFormat.of().formatHex(key.bytes());
            assertThat(stored).noneSatisfy(wrapped -> assertThat(wrapped).contains(clear));
        }
    }

    @Test
    void allAreRewrappedWhileOthersAreAdded() {
        PatientKeys before = keys();
        List<DataKey> made = obtain(before, ids(PATIENTS));
        String pseudonym = index.pseudonym("text");
        PatientKeys otherInstance = new PostgresPatientKeys(
                database.table(), new Kek(() -> TextKeySource.ofText(given).load()));
        KeyRotation rotation = new KeyRotation(kek, database.table(), database.systemKeys(), database.scrub());
        given = fresh + "," + old;

        Flux.merge(rotation.run(), Flux.fromIterable(ids(300)).flatMap(before::obtain, 8))
                .as(StepVerifier::create)
                .expectNextCount(301)
                .verifyComplete();
        rotation.run().as(StepVerifier::create).expectNextCount(1).verifyComplete();

        otherInstance
                .obtain(UUID.randomUUID())
                .as(StepVerifier::create)
                .as("an instance that was not told wraps nothing under the old key")
                .expectNextCount(1)
                .verifyComplete();
        given = fresh;
        Kek alone = new Kek(() -> TextKeySource.ofText(given).load());
        assertThat(database.column(
                        "select distinct kek_id from keys.patient_key union select kek_id from keys.system_key"))
                .containsExactly(alone.active().id());
        PatientKeys after = new PostgresPatientKeys(database.table(), alone);
        UUID event = UUID.randomUUID();
        made.stream()
                .limit(50)
                .forEach(key -> after.find(List.of(key.patientId()))
                        .as(StepVerifier::create)
                        .assertNext(found -> assertThat(Objects.requireNonNull(found.get(key.patientId()))
                                        .open(Purpose.PERSON, event, key.seal(Purpose.PERSON, event, new byte[] {1})))
                                .containsExactly(1))
                        .verifyComplete());
        assertThat(database.systemKeys().index(alone.current()).pseudonym("text"))
                .as("tags stay what they are")
                .isEqualTo(pseudonym);
    }

    private PatientKeys keys() {
        return new PostgresPatientKeys(database.table(), kek);
    }

    private static List<DataKey> obtain(PatientKeys keys, List<UUID> ids) {
        List<DataKey> made = new ArrayList<>();
        Flux.fromIterable(ids)
                .flatMap(keys::obtain, 64)
                .as(StepVerifier::create)
                .recordWith(() -> made)
                .expectNextCount(ids.size())
                .verifyComplete();
        return made;
    }

    private static void assertFound(PatientKeys keys, List<UUID> ids, Map<UUID, List<DataKey>> expected) {
        keys.find(ids)
                .as(StepVerifier::create)
                .assertNext(found -> assertThat(found)
                        .hasSize(ids.size())
                        .allSatisfy((id, key) -> assertThat(key.bytes())
                                .isEqualTo(expected.getOrDefault(id, List.of())
                                        .getFirst()
                                        .bytes())))
                .verifyComplete();
    }

    private static List<UUID> ids(int count) {
        return IntStream.range(0, count).mapToObj(n -> UUID.randomUUID()).toList();
    }
}
