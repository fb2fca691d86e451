package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundaryTest {

    @Test
    void holdsTheClaimsOfBothDecisions() {
        assertThat(Boundary.record(Samples.ANNA, Set.of("a", "b")).and(Boundary.record(Samples.ANNA, Set.of("b", "c"))))
                .isEqualTo(Boundary.record(Samples.ANNA, Set.of("a", "b", "c")));
    }

    @Test
    void isAsWideAsTheWiderOfBoth() {
        Boundary encounter = Boundary.encounter(Samples.ANNA, Samples.VISIT);

        assertThat(encounter.and(Boundary.presence(Samples.ANNA))).isEqualTo(encounter);
        assertThat(encounter.and(Boundary.record(Samples.ANNA, Set.of("a"))).watched())
                .containsOnlyKeys("a", Tags.patient(Samples.ANNA), Tags.encounter(Samples.VISIT))
                .containsEntry(Tags.patient(Samples.ANNA), PatientCodec.RECORD_CHANGES);
    }

    @Test
    void ofAnEncounterLeavesAmendmentsAndOtherEncountersAlone() {
        assertThat(Boundary.presence(Samples.ANNA).watched())
                .isEqualTo(Map.of(
                        Tags.patient(Samples.ANNA),
                        Set.of(PatientCodec.REGISTERED, PatientCodec.DEACTIVATED, PatientCodec.ERASED)));
        assertThat(Boundary.encounter(Samples.ANNA, Samples.VISIT).watched())
                .containsEntry(Tags.encounter(Samples.VISIT), PatientCodec.ENCOUNTERS)
                .doesNotContainValue(PatientCodec.RECORD_CHANGES);
    }

    @Test
    void isOfOnePatient() {
        Boundary anna = Boundary.record(Samples.ANNA, Set.of());

        assertThatThrownBy(() -> anna.and(Boundary.record(Samples.BEN, Set.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
