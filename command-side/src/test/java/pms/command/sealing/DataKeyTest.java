package pms.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DataKeyTest {

    private static final UUID PATIENT = UUID.randomUUID();
    private static final UUID EVENT = UUID.randomUUID();
    private static final byte[] PERSON = "Anna Example".getBytes(StandardCharsets.UTF_8);

    private final DataKey key = DataKey.random(PATIENT);

    @Test
    void opensWhatItSealed() {
        byte[] sealed = key.seal(Purpose.PERSON, EVENT, PERSON);

        assertThat(sealed).hasSize(12 + PERSON.length + 16);
        assertThat(key.open(Purpose.PERSON, EVENT, sealed)).isEqualTo(PERSON);
        assertThat(DataKey.of(PATIENT, key.bytes()).open(Purpose.PERSON, EVENT, sealed))
                .isEqualTo(PERSON);
    }

    @Test
    void neverSealsTheSameTwice() {
        assertThat(key.seal(Purpose.PERSON, EVENT, PERSON)).isNotEqualTo(key.seal(Purpose.PERSON, EVENT, PERSON));
    }

    @Test
    void opensNothingOfWhichOneBitIsFlipped() {
        byte[] sealed = key.seal(Purpose.PERSON, EVENT, PERSON);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThatThrownBy(() -> key.open(Purpose.PERSON, EVENT, flipped)).isInstanceOf(BrokenSeal.class);
        }
    }

    @Test
    void opensNothingOfAnotherEventOrPatientOrKey() {
        byte[] sealed = key.seal(Purpose.PERSON, EVENT, PERSON);

        assertThatThrownBy(() -> key.open(Purpose.PERSON, UUID.randomUUID(), sealed))
                .isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> DataKey.of(UUID.randomUUID(), key.bytes()).open(Purpose.PERSON, EVENT, sealed))
                .isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> DataKey.random(PATIENT).open(Purpose.PERSON, EVENT, sealed))
                .isInstanceOf(BrokenSeal.class);
    }

    @Test
    void opensNothingThatWasSealedAsSomethingElse() {
        byte[] sealed = key.seal(Purpose.ENCOUNTER_REASON, EVENT, PERSON);

        assertThat(key.open(Purpose.ENCOUNTER_REASON, EVENT, sealed)).isEqualTo(PERSON);
        assertThatThrownBy(() -> key.open(Purpose.PERSON, EVENT, sealed)).isInstanceOf(BrokenSeal.class);
    }

    @Test
    void opensNothingThatIsTooShort() {
        assertThatThrownBy(() -> key.open(Purpose.PERSON, EVENT, new byte[0])).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() ->
                        key.open(Purpose.PERSON, EVENT, Arrays.copyOf(key.seal(Purpose.PERSON, EVENT, PERSON), 27)))
                .isInstanceOf(BrokenSeal.class);
    }

    @Test
    void tellsNothingOfItself() {
        assertThat(key.toString()).isEqualTo("DataKey[" + PATIENT + "]");
    }
}
