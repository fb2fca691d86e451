package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import pms.access.Role;
import pms.command.access.AccessRefusal;
import pms.command.eventstore.AppendUnknown;
import pms.command.eventstore.StoreClosed;
import pms.command.eventstore.StoreFailure;
import pms.command.eventstore.StoreUnavailable;
import pms.command.patient.InvalidDetails;
import pms.command.patient.Rejection;

class ProblemsTest {

    @ParameterizedTest
    @MethodSource("known")
    void saysWhatIsWrong(Throwable error, int status, String code) {
        Problem problem = Problems.of(error).orElseThrow();

        assertThat(problem.status().value()).isEqualTo(status);
        assertThat(problem.body("/api/patients"))
                .containsEntry("code", code)
                .containsEntry("type", "urn:pms:problem:" + code)
                .containsEntry("instance", "/api/patients");
    }

    @Test
    void saysWhenToTryAgain() {
        assertThat(Problems.of(new TimeoutException("internal"))).hasValueSatisfying(problem -> {
            assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
            assertThat(problem.detail()).doesNotContain("internal");
        });
    }

    @Test
    void hidesWhatItDoesNotKnow() {
        assertThat(Problems.of(new IllegalStateException("secret"))).isEmpty();
        assertThat(Problems.of(new ResponseStatusException(HttpStatus.INTERNAL_SERVER_ERROR, "secret")))
                .isEmpty();
        assertThat(Problems.internal().body("/").toString()).doesNotContain("secret");
    }

    /** Whoever wraps it: Axon's futures, a lifecycle of a connection, a step of a pipeline. */
    @ParameterizedTest
    @MethodSource("outages")
    void asksForAnotherTryWhenTheDatabaseIsAway(Throwable outage) {
        for (Throwable error : List.of(
                outage,
                new CompletionException(outage),
                new IllegalStateException("async cleanup", new CompletionException(outage)))) {
            assertThat(Problems.of(error)).as("%s", error).hasValueSatisfying(problem -> {
                assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                assertThat(problem.headers().getFirst("Retry-After")).isEqualTo("1");
                assertThat(problem.detail()).doesNotContain("secret");
            });
        }
    }

    @Test
    void takesADatabaseThatRefusesForAFault() {
        assertThat(Problems.of(new CompletionException(new R2dbcBadGrammarException("secret", "42P01"))))
                .isEmpty();
        assertThat(Problems.of(new R2dbcDataIntegrityViolationException("secret", "23505")))
                .isEmpty();
        assertThat(Problems.of(new StoreFailure("secret", new R2dbcBadGrammarException("secret", "42P01"))))
                .isEmpty();
    }

    static Stream<Throwable> outages() {
        return Stream.of(
                new StoreUnavailable("secret", null),
                new StoreClosed(),
                new AppendUnknown(null),
                new R2dbcNonTransientResourceException("secret", "57P01"),
                new R2dbcNonTransientResourceException("secret", "57P02"),
                new R2dbcNonTransientResourceException("secret", "57P03"),
                new R2dbcNonTransientResourceException("secret", "08006"),
                new R2dbcNonTransientResourceException("secret"),
                new R2dbcTransientResourceException("secret", "53300"),
                new R2dbcTransientResourceException("secret"),
                new R2dbcTimeoutException("secret"),
                new R2dbcRollbackException("secret", "40001"),
                new ClosedChannelException(),
                new TimeoutException("secret"));
    }

    @Test
    void namesTheHolderOfWhatIsTaken() {
        UUID holder = UUID.randomUUID();

        assertThat(Problems.of(new Rejection.EmailTaken(holder)).orElseThrow().members())
                .containsEntry("patientId", holder.toString());
    }

    static Stream<Arguments> known() {
        UUID holder = UUID.randomUUID();
        return Stream.of(
                Arguments.of(BadRequest.malformed("x"), 400, "malformed-json"),
                Arguments.of(BadRequest.validation(Map.of("name", "x")), 400, "validation-failed"),
                Arguments.of(BadRequest.unknownField(Map.of("nmae", "x")), 400, "unknown-field"),
                Arguments.of(BadRequest.parameter("id", "x"), 400, "invalid-parameter"),
                Arguments.of(new InvalidDetails(Map.of("name", "x")), 400, "validation-failed"),
                Arguments.of(new AccessRefusal.Unauthorized("x", "Bearer"), 401, "unauthorized"),
                Arguments.of(new AccessRefusal.Forbidden(Set.of(Role.ADMIN)), 403, "forbidden"),
                Arguments.of(new AccessRefusal.NoSuchPath(), 404, "not-found"),
                Arguments.of(new AccessRefusal.Unavailable(), 503, "unavailable"),
                Arguments.of(new Rejection.PatientNotFound(), 404, "patient-not-found"),
                Arguments.of(new Rejection.EmailTaken(holder), 409, "email-taken"),
                Arguments.of(new Rejection.IdentifierTaken(holder), 409, "identifier-taken"),
                Arguments.of(new Rejection.PatientIsDeactivated(), 409, "patient-deactivated"),
                Arguments.of(new Rejection.ConcurrentChange(), 409, "concurrent-change"),
                Arguments.of(new Rejection.VersionMismatch(3), 412, "version-mismatch"),
                Arguments.of(new DataBufferLimitException("x"), 413, "payload-too-large"),
                Arguments.of(new Rejection.IdempotencyKeyReused(), 422, "idempotency-key-reused"),
                Arguments.of(new TimeoutException(), 503, "unavailable"),
                Arguments.of(new ResponseStatusException(HttpStatus.NOT_FOUND), 404, "not-found"));
    }
}
