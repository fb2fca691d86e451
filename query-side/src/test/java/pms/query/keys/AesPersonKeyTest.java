package pms.query.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pms.query.Given;
import pms.query.TestKeys;
import pms.schema.patient.v1.EncounterReason;
import pms.schema.patient.v1.Person;

class AesPersonKeyTest {

    private static final UUID ADA = new UUID(0xABCDEFL, 1);
    private static final UUID EVENT = new UUID(0xFEDCBAL, 2);

    private final TestKeys keys = new TestKeys();
    private final Person person = Given.person("Ada").build();
    private final ByteString sealed = keys.seal(ADA, EVENT, person);
    private final ByteString bytes = ByteString.copyFrom(Objects.requireNonNull(keys.key(ADA)));
    private final PersonKey key = new AesPersonKey(ADA, bytes);

    @AfterEach
    void close() {
        keys.close();
    }

    @Test
    void opensWhatWasSealed() {
        assertThat(key.open(Purpose.PERSON, EVENT, sealed)).isEqualTo(person.toByteArray());
    }

    @Test
    void opensNothingThatWasChangedInAnyBit() {
        for (int n = 0; n < sealed.size(); n++) {
            byte[] changed = sealed.toByteArray();
            changed[n] ^= 1;
            assertThatThrownBy(() -> key.open(Purpose.PERSON, EVENT, ByteString.copyFrom(changed)))
                    .as("byte %d", n)
                    .isInstanceOf(BrokenSeal.class);
        }
    }

    @Test
    void opensNothingOfAnotherLength() {
        for (int size = 0; size < sealed.size(); size++) {
            ByteString part = sealed.substring(0, size);
            assertThatThrownBy(() -> key.open(Purpose.PERSON, EVENT, part)).isInstanceOf(BrokenSeal.class);
        }
        byte[] longer = Arrays.copyOf(sealed.toByteArray(), sealed.size() + 1);
        assertThatThrownBy(() -> key.open(Purpose.PERSON, EVENT, ByteString.copyFrom(longer)))
                .isInstanceOf(BrokenSeal.class);
    }

    @Test
    void opensNothingThatWasMovedToAnotherEventOrPatient() {
        assertThatThrownBy(() -> key.open(Purpose.PERSON, ADA, sealed)).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> new AesPersonKey(EVENT, bytes).open(Purpose.PERSON, EVENT, sealed))
                .isInstanceOf(BrokenSeal.class);
    }

    @Test
    void opensNothingThatWasSealedAsSomethingElse() {
        EncounterReason reason =
                EncounterReason.newBuilder().setType("Check-up").build();
        ByteString sealedReason = keys.seal(ADA, EVENT, reason);

        assertThat(key.open(Purpose.ENCOUNTER_REASON, EVENT, sealedReason)).isEqualTo(reason.toByteArray());
        assertThatThrownBy(() -> key.open(Purpose.PERSON, EVENT, sealedReason)).isInstanceOf(BrokenSeal.class);
        assertThatThrownBy(() -> key.open(Purpose.ENCOUNTER_REASON, EVENT, sealed))
                .isInstanceOf(BrokenSeal.class)
                .hasMessage("the seal of the encounter is broken");
    }

    @Test
    void takesNoKeyOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AesPersonKey(ADA, bytes.substring(1)));
    }
}
