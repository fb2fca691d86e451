package pms.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** With brokers that are not there; the services' own tests have real ones. */
class AccessTrailTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Asker NOBODY = new Asker("", "", "", "correlation");
    private static final Access READ = Access.of(NOBODY, "patient.read", Outcome.DONE, List.of());

    @Test
    void saysThatNothingIsOnRecordWhenTheBrokersAreAway() {
        try (AccessTrail trail = trail()) {
            trail.record(READ)
                    .as(StepVerifier::create)
                    .expectError(AuditUnavailable.class)
                    .verify(LONG);
            trail.note(READ).as(StepVerifier::create).expectComplete().verify(LONG);
        }
    }

    @Test
    void triesAnewWhenNoBrokerCouldBeFoundByItsName() {
        try (AccessTrail trail = new AccessTrail(
                Map.of("bootstrap.servers", "no-such-broker.invalid:9092"),
                "access.audit.v1",
                "test",
                Clock.systemUTC())) {
            Throwable first = failureOf(trail);
            Throwable second = failureOf(trail);
            assertThat(first.getCause()).isNotNull();
            assertThat(second.getCause()).as("not the former one again").isNotSameAs(first.getCause());
        }
    }

    private static Throwable failureOf(AccessTrail trail) {
        return trail.record(READ)
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .blockOptional(LONG)
                .orElseThrow();
    }

    @Test
    void letsNoMoreWaitThanItHasRoomFor() {
        try (AccessTrail trail = trail()) {
            List<String> told = Flux.range(0, AccessTrail.MAX_WAITING + 10)
                    .flatMap(
                            n -> trail.record(READ)
                                    .thenReturn("on record")
                                    .onErrorResume(
                                            AuditUnavailable.class,
                                            away -> Mono.just(String.valueOf(away.getMessage()))),
                            AccessTrail.MAX_WAITING + 10)
                    .collectList()
                    .block(LONG);
            assertThat(told).doesNotContain("on record");
            assertThat(Collections.frequency(told, "too many entries wait")).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void takesNoMorePatientsThanTheLogDoes() {
        List<UUID> many = Collections.nCopies(Access.MAX_PATIENTS + 1, new UUID(0, 0));
        assertThatThrownBy(() -> Access.of(NOBODY, "patient.list", Outcome.DONE, many))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void believesAnAddressWhenItIsOne() {
        assertThat(Asker.of(null, List.of("192.0.2.1"), "c").address()).isEqualTo("192.0.2.1");
        assertThat(Asker.of(null, List.of("2001:db8::1"), "c").address()).isEqualTo("2001:db8::1");
        assertThat(Asker.of(null, List.of("192.0.2.1", "192.0.2.2"), "c").address())
                .isEmpty();
        assertThat(Asker.of(null, List.of("evil\nline"), "c").address()).isEmpty();
        assertThat(Asker.of(null, List.of(), "c").address()).isEmpty();
    }

    private static AccessTrail trail() {
        return new AccessTrail(
                Map.of("bootstrap.servers", "127.0.0.1:" + closedPort()), "access.audit.v1", "test", Clock.systemUTC());
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
