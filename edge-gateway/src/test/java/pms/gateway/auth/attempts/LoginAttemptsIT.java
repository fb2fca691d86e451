package pms.gateway.auth.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.gateway.problem.ProblemCode;
import pms.gateway.problem.Rejection;
import pms.gateway.support.Answer;
import pms.gateway.support.GatewayTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LoginAttemptsIT extends GatewayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private DatabaseClient database;

    @Autowired
    private LoginAttempts attempts;

    @Autowired
    private AttemptSettings settings;

    @Autowired
    private FailureStore store;

    /** All tests come from one address and one of them uses a user of all. */
    @AfterEach
    void forgetAll() {
        database.sql("delete from login_failure").then().block(PATIENCE);
    }

    @Test
    void answersAKnownAndAnUnknownEmailAlikeAllTheWay() {
        List<String> known = failures(EMAIL, 7);
        List<String> unknown = failures("nobody-" + UUID.randomUUID() + "@test.com", 7);

        assertThat(known).containsExactly("401 ", "401 ", "401 ", "401 ", "401 ", "401 ", "429 1");
        assertThat(unknown).isEqualTo(known);
    }

    @Test
    void makesTheRightPasswordWaitTooAndThenForgets() {
        failures(EMAIL, 6);
        assertThat(login(EMAIL, PASSWORD).code()).isEqualTo("too-many-attempts");

        clock().advance(Duration.ofSeconds(1));
        assertThat(login(EMAIL, PASSWORD).status()).isEqualTo(200);
        assertThat(failures(EMAIL, 6)).as("counted anew").doesNotContain("429 1");
    }

    @Test
    void waitsLongerEachTime() {
        String email = "nobody-" + UUID.randomUUID() + "@test.com";
        failures(email, 6);
        clock().advance(Duration.ofSeconds(1));
        failures(email, 1);
        assertThat(failures(email, 1)).containsExactly("429 2");
        clock().advance(Duration.ofSeconds(2));
        failures(email, 1);
        assertThat(failures(email, 1)).containsExactly("429 4");

        clock().advance(settings.forgottenAfter());
        assertThat(failures(email, 1)).as("forgotten").containsExactly("401 ");
    }

    @Test
    void countsAllOfAnIPv6NetworkAsOneAddress() {
        Attempt one = Attempt.of("a@test.com", "2001:db8:1:2:0:0:0:1");

        assertThat(Attempt.of("b@test.com", "2001:db8:1:2:ffff:0:9:9").address())
                .isEqualTo(one.address());
        assertThat(Attempt.of("b@test.com", "2001:db8:1:3:0:0:0:1").address()).isNotEqualTo(one.address());
    }

    @Test
    void slowsAnAddressWhateverTheEmails() {
        String address = "192.0.2." + (1 + Math.floorMod(UUID.randomUUID().hashCode(), 250));
        Flux.range(0, settings.freePerAddress() + 1)
                .concatMap(i -> fail(Attempt.of("nobody-" + i + "@test.com", address)))
                .then()
                .block(PATIENCE);

        assertThat(fail(Attempt.of("somebody-else@test.com", address)).block(PATIENCE))
                .isEqualTo(ProblemCode.TOO_MANY_ATTEMPTS);
        assertThat(fail(Attempt.of("somebody-else@test.com", "198.51.100.7")).block(PATIENCE))
                .as("another address")
                .isEqualTo(ProblemCode.INVALID_CREDENTIALS);
    }

    @Test
    void neverSlowsLoginsThatSucceed() {
        Flux.range(0, 300)
                .flatMap(i -> attempts.guard(Attempt.of("busy@test.com", "192.0.2.1"), () -> Mono.just("in")), 8)
                .as(StepVerifier::create)
                .expectNextCount(300)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void countsForAllInstances() {
        Attempt attempt = Attempt.of("nobody-" + UUID.randomUUID() + "@test.com", "192.0.2.2");
        LoginAttempts other = new LoginAttempts(store, settings, clock());
        Flux.range(0, 6).concatMap(i -> fail(attempt)).then().block(PATIENCE);

        other.guard(attempt, () -> Mono.just("in"))
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> assertThat(code(failure)).isEqualTo(ProblemCode.TOO_MANY_ATTEMPTS))
                .verify(PATIENCE);
    }

    @Test
    void countsNoFaultOfOurOwn() {
        Attempt attempt = Attempt.of("nobody-" + UUID.randomUUID() + "@test.com", "192.0.2.3");
        Flux.range(0, 20)
                .concatMap(i -> attempts.guard(attempt, () -> Mono.error(new IllegalStateException("down")))
                        .onErrorResume(IllegalStateException.class, down -> Mono.empty()))
                .then()
                .block(PATIENCE);

        assertThat(fail(attempt).block(PATIENCE)).isEqualTo(ProblemCode.INVALID_CREDENTIALS);
    }

    @Test
    void keepsNoForgottenRowsAndNoEmails() {
        failures("nobody-" + UUID.randomUUID() + "@test.com", 1);
        clock().advance(settings.forgottenAfter().plusSeconds(1));
        failures("nobody-" + UUID.randomUUID() + "@test.com", 1);

        List<String> subjects = database.sql("select subject from login_failure")
                .mapValue(String.class)
                .all()
                .collectList()
                .block(PATIENCE);
        assertThat(subjects).hasSize(2).noneMatch(subject -> subject.contains("@"));
    }

    private Mono<ProblemCode> fail(Attempt attempt) {
        Mono<String> wrong = Mono.error(() -> Rejection.of(ProblemCode.INVALID_CREDENTIALS, "Wrong."));
        return attempts.guard(attempt, () -> wrong)
                .map(never -> ProblemCode.INTERNAL_ERROR)
                .onErrorResume(failure -> Mono.just(code(failure)));
    }

    private static ProblemCode code(Throwable failure) {
        return ((Rejection) failure).problem().code();
    }

    private List<String> failures(String email, int times) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Answer answer = login(email, "not the password");
            answers.add(answer.status() + " " + answer.header("Retry-After"));
        }
        return answers;
    }
}
