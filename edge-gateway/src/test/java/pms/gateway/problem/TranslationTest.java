package pms.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.netty.handler.timeout.ReadTimeoutException;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;

class TranslationTest {

    private static final int CLOSED_PORT = 11;

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException("to 10.0.0.1"), ProblemCode.UNAVAILABLE),
                Arguments.of(new TimeoutException("slow"), ProblemCode.UNAVAILABLE),
                Arguments.of(ReadTimeoutException.INSTANCE, ProblemCode.UNAVAILABLE),
                Arguments.of(AbortedException.beforeSend(), ProblemCode.UNAVAILABLE),
                Arguments.of(new ResponseStatusException(HttpStatus.GATEWAY_TIMEOUT), ProblemCode.UNAVAILABLE),
                Arguments.of(new RejectedExecutionException("full"), ProblemCode.OVERLOADED),
                Arguments.of(new IllegalStateException(new RejectedExecutionException()), ProblemCode.OVERLOADED),
                Arguments.of(
                        new IllegalStateException(new DataBufferLimitException("x")), ProblemCode.PAYLOAD_TOO_LARGE),
                Arguments.of(new ResponseStatusException(HttpStatus.NOT_FOUND), ProblemCode.NOT_FOUND),
                Arguments.of(new ResponseStatusException(HttpStatus.BAD_REQUEST), ProblemCode.INVALID_PARAMETER),
                Arguments.of(new ResponseStatusException(HttpStatus.CONFLICT), ProblemCode.INTERNAL_ERROR),
                Arguments.of(new IllegalStateException("secret"), ProblemCode.INTERNAL_ERROR),
                Arguments.of(new OutOfMemoryError("x"), ProblemCode.INTERNAL_ERROR));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void givesEachFailureItsCodeAndLeaksNothing(Throwable failure, ProblemCode code) {
        Problem problem = Translation.of(failure);

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.detail()).doesNotContain("secret", "10.0.0.1", "Exception");
    }

    @Test
    void saysThatTheDatabaseIsAway() {
        PostgresqlConnectionFactory nowhere =
                new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                        .host("127.0.0.1")
                        .port(CLOSED_PORT)
                        .username("auth")
                        .password("none")
                        .build());

        DatabaseClient.create(nowhere)
                .sql("select 1")
                .then()
                .as(StepVerifier::create)
                .expectErrorSatisfies(failure -> {
                    Problem problem = Translation.of(failure);
                    assertThat(problem.code()).isEqualTo(ProblemCode.UNAVAILABLE);
                    assertThat(problem.headers()).containsKey(HttpHeaders.RETRY_AFTER);
                })
                .verify(Duration.ofSeconds(30));
    }

    @Test
    void writesTheMembersOfTheRfcInTheirOrder() {
        Problem problem = Problem.of(ProblemCode.NOT_FOUND, "No such path.");

        assertThat(problem.body("/here"))
                .containsExactly(
                        entry("type", "urn:pms:problem:not-found"),
                        entry("title", "There is nothing here"),
                        entry("status", 404),
                        entry("detail", "No such path."),
                        entry("instance", "/here"),
                        entry("code", "not-found"));
    }
}
