package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.api.ErrorDetails;
import io.r2dbc.postgresql.api.PostgresqlException;
import io.r2dbc.postgresql.message.backend.Field;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "57P01, LOST",
        "57P02, LOST",
        "08006, LOST",
        "25006, LOST",
        "40001, PASSING",
        "40P01, PASSING",
        "53100, PASSING",
        "57014, PASSING",
        "55P03, PASSING",
        "23505, FINAL",
        "42P01, FINAL",
        "42883, FINAL",
        "22021, FINAL"
    })
    void judgesBySqlState(String state, SqlFailure expected) {
        assertThat(SqlFailure.of(error(state))).isEqualTo(expected);
    }

    @Test
    void whatIsNoAnswerOfTheServerLeavesTheOutcomeOpen() {
        assertThat(SqlFailure.of(new TimeoutException())).isEqualTo(SqlFailure.LOST);
        assertThat(SqlFailure.of(new R2dbcTimeoutException("no state"))).isEqualTo(SqlFailure.LOST);
        assertThat(SqlFailure.of(new IllegalStateException())).isEqualTo(SqlFailure.LOST);
    }

    /** PostgreSQL panics when its log can't be written, with the same state as a full table, perhaps after the commit. */
    @ParameterizedTest
    @CsvSource({"ERROR, PASSING", "FATAL, LOST", "PANIC, LOST"})
    void anErrorThatEndsTheConnectionLeavesTheOutcomeOpen(String severity, SqlFailure expected) {
        assertThat(SqlFailure.of(new ServerError("53100", severity))).isEqualTo(expected);
    }

    @Test
    void translatesForCallers() {
        StoreClosed own = new StoreClosed();
        assertThat(SqlFailure.translate(own)).isSameAs(own);
        assertThat(SqlFailure.translate(error("42P01")))
                .isInstanceOf(StoreFailure.class)
                .isInstanceOf(EventStoreException.NonTransient.class);
        assertThat(SqlFailure.translate(error("57P01")))
                .isInstanceOf(StoreUnavailable.class)
                .isInstanceOf(EventStoreException.Transient.class);
    }

    private static R2dbcException error(String state) {
        return new R2dbcTimeoutException("reason", state);
    }

    private static final class ServerError extends R2dbcException implements PostgresqlException {

        private final transient ErrorDetails details;

        ServerError(String state, String severity) {
            super("reason", state);
            details = new ErrorDetails(List.of(
                    new Field(Field.FieldType.CODE, state),
                    new Field(Field.FieldType.SEVERITY_NON_LOCALIZED, severity)));
        }

        @Override
        public ErrorDetails getErrorDetails() {
            return details;
        }
    }
}
