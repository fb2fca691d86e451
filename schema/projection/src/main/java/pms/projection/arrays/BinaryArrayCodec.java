package pms.projection.arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.message.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Writes one-dimensional arrays as {@code array_recv} reads them: dimensions, whether there are nulls, the type of the
 * elements, length and lower bound, and the elements. Reads nothing.
 *
 * <p>The driver keeps a table of which codec writes a class, and asks the codecs in their order only for a class that is not
 * in it. A codec gets into it by its {@link CodecMetadata}, and the first one stays there.
 */
final class BinaryArrayCodec<T> implements Codec<T[]>, CodecMetadata {

    private static final int NO_VALUE = -1;
    private static final int HEAD_BYTES = 20;

    private final ElementType<T> type;
    private final ByteBufAllocator buffers;

    BinaryArrayCodec(ElementType<T> type, ByteBufAllocator buffers) {
        this.type = type;
        this.buffers = buffers;
    }

    @Override
    public Class<?> type() {
        return type.array();
    }

    /** None: it reads nothing. */
    @Override
    public Iterable<PostgresTypeIdentifier> getDataTypes() {
        return List.of();
    }

    @Override
    public boolean canEncode(Object value) {
        return value.getClass() == type.array();
    }

    @Override
    public EncodedParameter encode(Object value) {
        return encode(value, type.list().getObjectId());
    }

    /** @throws IllegalArgumentException when another type is wanted than that of the elements */
    @Override
    public EncodedParameter encode(Object value, int dataType) {
        if (dataType != type.list().getObjectId()) {
            throw new IllegalArgumentException("an array of " + type.element() + " is no " + dataType);
        }
        T[] array = type.array().cast(value);
        return new EncodedParameter(Format.FORMAT_BINARY, dataType, Mono.fromSupplier(() -> written(array)));
    }

    private ByteBuf written(T[] array) {
        ByteBuf to = buffers.buffer(HEAD_BYTES + array.length * type.bytes());
        try {
            write(array, to);
            return to;
        } catch (RuntimeException failure) {
            to.release();
            throw failure;
        }
    }

    private void write(@Nullable T[] array, ByteBuf to) {
        to.writeInt(array.length == 0 ? 0 : 1)
                .writeInt(hasNull(array) ? 1 : 0)
                .writeInt(type.element().getObjectId());
        if (array.length > 0) {
            to.writeInt(array.length).writeInt(1);
        }
        for (T element : array) {
            if (element == null) {
                to.writeInt(NO_VALUE);
            } else {
                type.write().accept(element, to);
            }
        }
    }

    private static boolean hasNull(@Nullable Object[] array) {
        for (Object element : array) {
            if (element == null) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean canEncodeNull(Class<?> wanted) {
        return false;
    }

    @Override
    public EncodedParameter encodeNull() {
        throw new UnsupportedOperationException("null is no array");
    }

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> wanted) {
        return false;
    }

    @Override
    public T @Nullable [] decode(@Nullable ByteBuf buffer, int dataType, Format format, Class<? extends T[]> wanted) {
        throw new UnsupportedOperationException("arrays are read by the driver's own codecs");
    }
}
