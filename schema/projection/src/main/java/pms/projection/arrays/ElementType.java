package pms.projection.arrays;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * How elements of one type are written, each behind its length in bytes: what the {@code …recv} function of the type reads
 * (PostgreSQL, src/backend/utils/adt).
 *
 * @param array the class of the arrays
 * @param element the type of an element
 * @param list the type of the array
 * @param bytes about how many an element has, with its length
 * @param write writes an element with its length
 */
record ElementType<T>(
        Class<T[]> array,
        PostgresqlObjectId element,
        PostgresqlObjectId list,
        int bytes,
        BiConsumer<T, ByteBuf> write) {

    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final long FIRST_SECOND = FIRST_DAY * 86_400;
    private static final int MICROS = 1_000_000;

    static final List<ElementType<?>> ALL = List.of(
            new ElementType<>(
                    Integer[].class, PostgresqlObjectId.INT4, PostgresqlObjectId.INT4_ARRAY, 8, ElementType::number),
            new ElementType<>(
                    Long[].class, PostgresqlObjectId.INT8, PostgresqlObjectId.INT8_ARRAY, 12, ElementType::big),
            new ElementType<>(
                    Boolean[].class, PostgresqlObjectId.BOOL, PostgresqlObjectId.BOOL_ARRAY, 5, ElementType::truth),
            new ElementType<>(
                    UUID[].class, PostgresqlObjectId.UUID, PostgresqlObjectId.UUID_ARRAY, 20, ElementType::uuid),
            new ElementType<>(
                    LocalDate[].class, PostgresqlObjectId.DATE, PostgresqlObjectId.DATE_ARRAY, 8, ElementType::day),
            new ElementType<>(
                    Instant[].class,
                    PostgresqlObjectId.TIMESTAMPTZ,
                    PostgresqlObjectId.TIMESTAMPTZ_ARRAY,
                    12,
                    ElementType::moment),
            new ElementType<>(
                    String[].class, PostgresqlObjectId.TEXT, PostgresqlObjectId.TEXT_ARRAY, 16, ElementType::text));

    private static void number(Integer value, ByteBuf to) {
        to.writeInt(Integer.BYTES).writeInt(value);
    }

    private static void big(Long value, ByteBuf to) {
        to.writeInt(Long.BYTES).writeLong(value);
    }

    private static void truth(Boolean value, ByteBuf to) {
        to.writeInt(1).writeBoolean(value);
    }

    private static void uuid(UUID value, ByteBuf to) {
        to.writeInt(2 * Long.BYTES)
                .writeLong(value.getMostSignificantBits())
                .writeLong(value.getLeastSignificantBits());
    }

    /** Days since 2000-01-01. */
    private static void day(LocalDate value, ByteBuf to) {
        to.writeInt(Integer.BYTES).writeInt(Math.toIntExact(value.toEpochDay() - FIRST_DAY));
    }

    /** Microseconds since 2000-01-01, rounded. */
    private static void moment(Instant value, ByteBuf to) {
        long seconds = Math.multiplyExact(value.getEpochSecond() - FIRST_SECOND, (long) MICROS);
        to.writeInt(Long.BYTES).writeLong(Math.addExact(seconds, (value.getNano() + 500) / 1_000));
    }

    private static void text(String value, ByteBuf to) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length).writeBytes(bytes);
    }
}
