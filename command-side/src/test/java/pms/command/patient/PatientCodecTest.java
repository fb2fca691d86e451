package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.HOSPITAL_7;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pms.command.encounter.Beginning;
import pms.command.encounter.EncounterClass;
import pms.command.patient.PatientEvent.DetailsStated;
import pms.command.patient.PatientEvent.EncounterStarted;
import pms.command.patient.PatientEvent.PatientRegistered;

class PatientCodecTest {

    /** Shuts and opens alike, and is not the identity. */
    private static final UnaryOperator<byte[]> SEAL = PatientCodecTest::inverted;

    @ParameterizedTest
    @MethodSource("events")
    void givesBackWhatWasStored(PatientEvent event) {
        assertThat(decoded(PatientCodec.typeOf(event), PatientCodec.encode(event, SEAL), claims(event), SEAL))
                .isEqualTo(event);
    }

    @Test
    void hasNoDetailsWhenTheKeyIsGone() {
        PatientRegistered event = Samples.registered(ANNA, "anna@example.org", HOSPITAL_7);

        assertThat(decoded(PatientCodec.REGISTERED, PatientCodec.encode(event, SEAL), event.claims(), null))
                .isEqualTo(new PatientRegistered(ANNA, 1, null, event.claims()));
    }

    @Test
    void hasNoTypeWhenTheKeyIsGone() {
        assertThat(decoded(
                        PatientCodec.ENCOUNTER_STARTED,
                        PatientCodec.encode(Samples.started(ANNA), SEAL),
                        Set.of(),
                        null))
                .isEqualTo(new EncounterStarted(
                        ANNA, Samples.VISIT, new Beginning(EncounterClass.EMER, Samples.CAME, null)));
    }

    @Test
    void writesNoTypeOfAnEncounterUnsealed() {
        assertThatThrownBy(() -> PatientCodec.encode(Samples.started(ANNA)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesTimesInUtcAndMillisecondsAtTheFinest() throws Exception {
        byte[] bytes = PatientCodec.encode(Samples.finished(ANNA, Samples.CAME.plusMillis(1)), SEAL);

        var finished = pms.schema.patient.v1.EncounterFinished.parseFrom(bytes);

        assertThat(finished.getStartedAt()).isEqualTo("2024-06-01T08:30:00Z");
        assertThat(finished.getEndedAt()).isEqualTo("2024-06-01T08:30:00.001Z");
    }

    @Test
    void refusesAnEncounterOfNoClass() {
        byte[] bytes = pms.schema.patient.v1.EncounterStarted.newBuilder()
                .setPatientId(ANNA.toString())
                .setEncounterId(Samples.VISIT.toString())
                .setStartedAt("2024-06-01T08:30:00Z")
                .build()
                .toByteArray();

        assertThatThrownBy(() -> decoded(PatientCodec.ENCOUNTER_STARTED, bytes, Set.of(), SEAL))
                .isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void writesNoPersonUnsealed() {
        assertThatThrownBy(() -> PatientCodec.encode(Samples.registered(ANNA, "anna@example.org")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsABrokenSealThrough() {
        byte[] bytes = PatientCodec.encode(Samples.registered(ANNA, "anna@example.org"), SEAL);
        IllegalStateException broken = new IllegalStateException("broken");

        assertThatThrownBy(() -> decoded(PatientCodec.REGISTERED, bytes, Set.of(), person -> {
                    throw broken;
                }))
                .isSameAs(broken);
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
        byte[] bytes = PatientCodec.encode(Samples.registered(ANNA, "anna@example.org", HOSPITAL_7), SEAL);

        var facts = pms.schema.patient.v1.PatientRegistered.parseFrom(bytes).getFacts();

        assertThat(facts.getBirthYear()).isEqualTo(1984);
        assertThat(facts.getGender()).isEqualTo(pms.schema.patient.v1.Gender.GENDER_FEMALE);
        assertThat(facts.getRegion()).isEqualTo("Vermont");
        assertThat(facts.getRegisteredDate()).isEqualTo("2024-05-17");
    }

    @Test
    void refusesAnUnknownTypeAndBrokenBytes() {
        byte[] broken = "not protobuf".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> decoded("pms.patient.v9.Unheard", new byte[0], Set.of(), null))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> decoded(PatientCodec.REGISTERED, broken, Set.of(), SEAL))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> decoded(PatientCodec.DEACTIVATED, new byte[0], Set.of(), null))
                .as("a patient id that is no UUID")
                .isInstanceOf(UnreadableEvent.class);
    }

    @Test
    void readsWhatTodaysRulesWouldRefuse() {
        Details old = new Details(
                "x".repeat(500), null, null, null, null, "", LocalDate.EPOCH, null, null, List.of(), LocalDate.EPOCH);
        PatientEvent event = new PatientRegistered(ANNA, 1, old, Set.of());

        assertThat(decoded(PatientCodec.REGISTERED, PatientCodec.encode(event, SEAL), Set.of(), SEAL))
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
                new PatientRegistered(ANNA, 1, least, Samples.CLAIM_TAGS.of(least)),
                Samples.amended(ANNA, 2, "new@example.org"),
                Samples.deactivated(ANNA, 3),
                Samples.erased(ANNA, 4),
                new PatientEvent.BillingAccountOpened(ANNA, UUID.randomUUID()),
                new PatientEvent.BillingAccountClosed(ANNA, UUID.randomUUID()),
                Samples.started(ANNA),
                new EncounterStarted(ANNA, Samples.VISIT, new Beginning(EncounterClass.AMB, Samples.CAME, null)),
                new EncounterStarted(
                        ANNA,
                        Samples.VISIT,
                        new Beginning(EncounterClass.IMP, Instant.parse("2024-06-01T08:30:00.123456Z"), "Ünï")),
                Samples.finished(ANNA, Samples.CAME.plusMillis(1)));
    }

    private static PatientEvent decoded(
            String type, byte[] payload, Set<String> claims, @Nullable UnaryOperator<byte[]> open) {
        return PatientCodec.decode(type, payload, claims, open);
    }

    private static Set<String> claims(PatientEvent event) {
        return event instanceof DetailsStated stated ? stated.claims() : Set.of();
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] inverted = bytes.clone();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }
        return inverted;
    }
}
