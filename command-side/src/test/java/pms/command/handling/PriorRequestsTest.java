package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import pms.command.patient.Rejection;

class PriorRequestsTest {

    private static final Instant THEN = Instant.parse("2026-01-10T12:00:00Z");
    private static final RequestKey ONE = new RequestKey("one", "body");
    private static final RequestKey TWO = new RequestKey("two", "body");

    private final PriorRequests prior = PriorRequests.none()
            .evolve(new Caller("anna", "c", ONE).metadata(), THEN)
            .evolve(new Caller("anna", "c", null).metadata(), THEN);

    @Test
    void knowEachKeyApart() {
        assertThat(prior.repeats(ONE, THEN)).isTrue();
        assertThat(prior.repeats(TWO, THEN)).isFalse();
        assertThat(prior.evolve(new Caller("anna", "c", TWO).metadata(), THEN).repeats(TWO, THEN))
                .isTrue();
    }

    @Test
    void knowNothingOfCommandsWithoutAKey() {
        assertThat(prior.repeats(null, THEN)).isFalse();
    }

    @Test
    void refuseAKnownKeyWithAnotherBody() {
        assertThatThrownBy(() -> prior.repeats(new RequestKey("one", "another body"), THEN))
                .isInstanceOf(Rejection.IdempotencyKeyReused.class);
    }
}
