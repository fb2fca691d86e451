package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.HOSPITAL_7;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TagsTest {

    @Test
    void findAnEventByItsPatientAndByWhatItClaims() {
        assertThat(Tags.of(Samples.registered(ANNA, "Anna@Example.org", HOSPITAL_7)))
                .containsExactly("patient:" + ANNA, "email:anna@example.org", "identifier:urn:hospital|7");
        assertThat(Tags.of(Samples.deactivated(ANNA, 2))).containsExactly("patient:" + ANNA);
    }

    @Test
    void anAmendmentAndAnErasureAreSeenByThoseWhoLookForWhatTheyRelease() {
        Situation situation = Situation.of(Boundary.record(ANNA, Set.of()))
                .evolve(Samples.registered(ANNA, "anna@example.org", HOSPITAL_7));

        assertThat(situation.tagsOf(Samples.amended(ANNA, 2, "new@example.org")))
                .containsExactlyInAnyOrder(
                        "patient:" + ANNA,
                        "email:new@example.org",
                        "email:anna@example.org",
                        "identifier:urn:hospital|7");
        assertThat(situation.tagsOf(Samples.erased(ANNA, 2)))
                .containsExactlyInAnyOrder("patient:" + ANNA, "email:anna@example.org", "identifier:urn:hospital|7");
    }
}
