package pms.command.handling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import pms.command.patient.Rejection;

class PriorRequestTest {

    private static final Instant THEN = Instant.parse("2026-01-10T12:00:00Z");
    private static final RequestKey REQUEST = request("anna", "key-1", "{}");

    @Test
    void isRepeatedByTheSameKeyAndBody() {
        assertThat(after(REQUEST).repeats(REQUEST, THEN.plusSeconds(1))).isTrue();
    }

    @Test
    void isNotRepeatedWhenNothingHappenedYet() {
        assertThat(PriorRequest.none(REQUEST.digest()).repeats(REQUEST, THEN)).isFalse();
    }

    @Test
    void refusesTheKeyWithAnotherBody() {
        assertThatThrownBy(() -> after(REQUEST).repeats(request("anna", "key-1", "{ }"), THEN))
                .isInstanceOf(Rejection.IdempotencyKeyReused.class);
    }

    @Test
    void isForgottenAfterADay() {
        Instant nextDay = THEN.plus(Duration.ofHours(24)).plusMillis(1);

        assertThat(after(REQUEST).repeats(REQUEST, nextDay)).isFalse();
        assertThat(after(REQUEST).repeats(request("anna", "key-1", "{ }"), nextDay))
                .isFalse();
    }

    @Test
    void belongsToOneActor() {
        assertThat(request("ben", "key-1", "{}").digest()).isNotEqualTo(REQUEST.digest());
        assertThat(request("annakey", "-1", "{}").digest())
                .as("actor and key are kept apart")
                .isNotEqualTo(REQUEST.digest());
    }

    private static PriorRequest after(RequestKey request) {
        Caller caller = new Caller("anna", "c", request);
        return PriorRequest.none(request.digest()).evolve(caller.metadata(), THEN);
    }

    private static RequestKey request(String actor, String key, String body) {
        return RequestKey.of(actor, key, "POST", "/api/patients", body.getBytes(StandardCharsets.UTF_8));
    }
}
