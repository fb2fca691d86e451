package pms.command.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundaryTest {

    @Test
    void holdsTheClaimsOfBothDecisions() {
        assertThat(new Boundary(Samples.ANNA, Set.of("a", "b")).and(new Boundary(Samples.ANNA, Set.of("b", "c"))))
                .isEqualTo(new Boundary(Samples.ANNA, Set.of("a", "b", "c")));
    }

    @Test
    void isOfOnePatient() {
        Boundary anna = new Boundary(Samples.ANNA, Set.of());

        assertThatThrownBy(() -> anna.and(new Boundary(Samples.BEN, Set.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
