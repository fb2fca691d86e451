package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static pms.command.patient.Samples.ANNA;
import static pms.command.patient.Samples.HOSPITAL_7;

import org.junit.jupiter.api.Test;

class TagsTest {

    @Test
    void findAnEventByItsPatientAndByWhatItClaims() {
        assertThat(Tags.of(Samples.registered(ANNA, "Anna@Example.org", HOSPITAL_7)))
                .containsExactly("patient:" + ANNA, "email:anna@example.org", "identifier:urn:hospital|7");
        assertThat(Tags.of(Samples.deactivated(ANNA, 2))).containsExactly("patient:" + ANNA);
    }

    @Test
    void areTheSameForEachWayToWriteAnEmail() {
        String composed = "jos\u00e9@example.org";
        String decomposed = "jose\u0301@EXAMPLE.org";

        assertThat(Tags.email(decomposed)).isEqualTo(Tags.email(composed));
    }
}
