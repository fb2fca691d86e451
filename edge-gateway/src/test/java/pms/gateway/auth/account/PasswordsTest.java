package pms.gateway.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class PasswordsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Passwords passwords = new Passwords(new PasswordSettings(DataSize.ofMegabytes(19), 2, 1, 1, 1));

    @AfterEach
    void end() {
        passwords.destroy();
    }

    @Test
    void knowsThePasswordThatItHashed() {
        passwords
                .hash("correct horse")
                .flatMapMany(hash ->
                        passwords.matches("correct horse", hash).concatWith(passwords.matches("correct horsf", hash)))
                .as(StepVerifier::create)
                .expectNext(true, false)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void usesArgon2idWithTheParametersThatItSays() {
        passwords
                .hash("x")
                .as(StepVerifier::create)
                .assertNext(hash -> assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$"))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void saltsEachHash() {
        Flux.just("x", "x")
                .concatMap(passwords::hash)
                .distinct()
                .as(StepVerifier::create)
                .expectNextCount(2)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void neverMatchesAUserWhoDoesNotExist() {
        passwords
                .matchesNobody("x")
                .as(StepVerifier::create)
                .expectNext(false)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void refusesMoreThanMayWait() {
        Flux.range(0, 16)
                .flatMap(i -> passwords.hash("x"), 16)
                .as(StepVerifier::create)
                .thenConsumeWhile(hash -> true)
                .expectError(RejectedExecutionException.class)
                .verify(PATIENCE);
    }
}
