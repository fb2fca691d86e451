package pms.e2e.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void isTheSameForTheSameSeed() {
        assertThat(Plan.of(7, 180, 12)).isEqualTo(Plan.of(7, 180, 12));
        assertThat(Plan.of(7, 180, 12)).isNotEqualTo(Plan.of(8, 180, 12));
    }

    @Test
    void hasAsManyFaultsAsAskedForInOrderWithinTheRun() {
        List<Double> times =
                Plan.of(7, 180, 12).faults().stream().map(Planned::atSeconds).toList();
        assertThat(times).hasSize(12).isSorted().allMatch(at -> at >= 5 && at < 180);
    }

    @Test
    void hasEveryKindOfFaultInALongRun() {
        assertThat(Plan.of(7, 3_600, 240).faults().stream()
                        .<Object>map(planned -> planned.fault().getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(Fault.class.getPermittedSubclasses()));
    }
}
