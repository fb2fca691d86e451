package pms.projection.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.codec.DefaultCodecs;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import io.r2dbc.postgresql.extension.Extension;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.projection.Servers;
import reactor.test.StepVerifier;

/** The server is asked for the text of what came. */
class BinaryArraysIT {

    private static final String NAME = "binary_arrays";
    private static final SingleConnectionFactory CONNECTION = connection();
    private static final DatabaseClient DATABASE = DatabaseClient.create(CONNECTION);

    /** @param text as PostgreSQL writes the array */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sample(String type, Object[] array, String text) {}

    static List<Sample> samples() {
        return List.of(
                new Sample("int[]", new Integer[] {0, -1, Integer.MAX_VALUE, null}, "{0,-1,2147483647,NULL}"),
                new Sample("bigint[]", new Long[] {1L, Long.MIN_VALUE}, "{1,-9223372036854775808}"),
                new Sample("boolean[]", new Boolean[] {true, false, null}, "{t,f,NULL}"),
                new Sample(
                        "uuid[]",
                        new UUID[] {new UUID(0, 1), new UUID(-1, -1)},
                        "{00000000-0000-0000-0000-000000000001,ffffffff-ffff-ffff-ffff-ffffffffffff}"),
                new Sample(
                        "date[]",
                        new LocalDate[] {LocalDate.of(1, 1, 1), LocalDate.of(1999, 12, 31), LocalDate.of(9999, 12, 31)},
                        "{0001-01-01,1999-12-31,9999-12-31}"),
                new Sample(
                        "timestamptz[]",
                        new Instant[] {
                            Instant.parse("0001-01-01T00:00:00Z"),
                            Instant.parse("1999-12-31T23:59:59.999Z"),
                            Instant.parse("2026-03-09T08:00:00.123456499Z"),
                            Instant.parse("2026-03-09T08:00:00.9999997Z"),
                            null
                        },
                        "{\"0001-01-01 00:00:00+00\",\"1999-12-31 23:59:59.999+00\",\"2026-03-09 08:00:00.123456+00\","
                                + "\"2026-03-09 08:00:01+00\",NULL}"),
                new Sample(
                        "text[]",
                        new String[] {"", "NULL", "a\"b\\c,{d}", "Überlingen \uD83C\uDFE5", null},
                        "{\"\",\"NULL\",\"a\\\"b\\\\c,{d}\",\"Überlingen \uD83C\uDFE5\",NULL}"),
                new Sample("uuid[]", new UUID[0], "{}"),
                new Sample("text[]", new String[] {null}, "{NULL}"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isTheSameArrayToTheServer(Sample sample) {
        DATABASE.sql("select $1::%s::text".formatted(sample.type()))
                .bind(0, sample.array())
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .one()
                .as(StepVerifier::create)
                .expectNext(sample.text())
                .verifyComplete();
    }

    @Test
    void isFoundByTheDriver() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(BinaryArrays.class);
    }

    /** As text they are the same to the server, so what it says tells nothing of it. */
    @ParameterizedTest
    @MethodSource("samples")
    void isWhatTheDriverTakesBeforeItsOwn(Sample sample) {
        var driver = new DefaultCodecs(UnpooledByteBufAllocator.DEFAULT);
        BinaryArrays.addTo(driver, UnpooledByteBufAllocator.DEFAULT);

        assertThat(driver.encode(sample.array()).toString()).contains("FORMAT_BINARY");
    }

    @Test
    void refusesAnotherTypeThanThatOfTheElements() {
        var codec = new BinaryArrayCodec<>(ElementType.ALL.getFirst(), UnpooledByteBufAllocator.DEFAULT);
        assertThatThrownBy(() -> codec.encode(new Integer[] {1}, PostgresqlObjectId.INT8_ARRAY.getObjectId()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @AfterAll
    static void close() {
        CONNECTION.destroy();
    }

    private static SingleConnectionFactory connection() {
        String password = Servers.postgres().createDatabase(NAME);
        var factory = new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(Servers.postgres().host())
                .port(Servers.postgres().port())
                .database(NAME)
                .username(NAME)
                .password(password)
                .options(Map.of("timezone", "UTC"))
                .build());
        return new SingleConnectionFactory(factory.create().blockOptional().orElseThrow(), factory.getMetadata(), true);
    }
}
