package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.HOSPITAL_7;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatientCodecTest {

    @ParameterizedTest
    @MethodSource("events")
    void givesBackWhatWasStored(PatientEvent event) {
        assertThat(PatientCodec.decode(PatientCodec.typeOf(event), PatientCodec.encode(event)))
                .isEqualTo(event);
    }

    @Test
    void namesTypesAsTheSchemaDoes() {
        assertThat(PatientCodec.REGISTERED).isEqualTo("pms.patient.v1.PatientRegistered");
        assertThat(PatientCodec.AMENDED).isEqualTo("pms.patient.v1.PatientAmended");
        assertThat(PatientCodec.DEACTIVATED).isEqualTo("pms.patient.v1.PatientDeactivated");
        assertThat(PatientCodec.ACCOUNT_OPENED).isEqualTo("pms.patient.v1.BillingAccountOpened");
    }

    @Test
    void putsOnlyCoarseFactsBesideThePerson() throws Exception {
        byte[] bytes = PatientCodec.encode(Samples.registered(ANNA, "anna@example.org", HOSPITAL_7));

        var facts = pms.schema.patient.v1.PatientRegistered.parseFrom(bytes).getFacts();

        assertThat(facts.getBirthYear()).isEqualTo(1984);
        assertThat(facts.getGender()).isEqualTo(pms.schema.patient.v1.Gender.GENDER_FEMALE);
        assertThat(facts.getRegion()).isEqualTo("Vermont");
        assertThat(facts.getRegisteredDate()).isEqualTo("2024-05-17");
    }

    @Test
    void refusesAnUnknownTypeAndBrokenBytes() {
        byte[] broken = "not protobuf".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> PatientCodec.decode("pms.patient.v9.Unheard", new byte[0]))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> PatientCodec.decode(PatientCodec.REGISTERED, broken))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> PatientCodec.decode(PatientCodec.DEACTIVATED, new byte[0]))
                .as("a patient id that is no UUID")
                .isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void readsWhatTodaysRulesWouldRefuse() {
        Details old = new Details(
                "x".repeat(500), null, null, null, null, "", LocalDate.EPOCH, null, null, List.of(), LocalDate.EPOCH);
        PatientEvent event = new PatientEvent.PatientRegistered(ANNA, 1, old);

        assertThat(PatientCodec.decode(PatientCodec.REGISTERED, PatientCodec.encode(event)))
                .as("a rule that came later makes no old event unreadable")
                .isEqualTo(event);
    }

    static Stream<PatientEvent> events() {
        Details least = new Details(
                "Ünï Çödé",
                null,
                null,
                null,
                null,
                "1 Sample Street",
                LocalDate.of(1900, 1, 1),
                null,
                null,
                List.of(HOSPITAL_7),
                LocalDate.of(2024, 2, 29));
        return Stream.of(
                Samples.registered(ANNA, "anna@example.org", HOSPITAL_7, new Identifier("urn:state", "A|1")),
                new PatientEvent.PatientRegistered(ANNA, 1, least),
                Samples.amended(ANNA, 2, "new@example.org"),
                Samples.deactivated(ANNA, 3),
                new PatientEvent.BillingAccountOpened(ANNA, UUID.randomUUID()));
    }
}
