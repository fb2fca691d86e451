package pms.projection.arrays;

import io.netty.buffer.ByteBufAllocator;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.codec.CodecRegistry;
import io.r2dbc.postgresql.extension.CodecRegistrar;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Has the driver send arrays in PostgreSQL's binary form. The driver's own codecs write each element as text, which the
 * server has to read again: for a batch of ten thousand events both take longer than what is done with them.
 *
 * <p>The driver finds this by itself ({@code META-INF/services}), for every connection. It changes nothing in what comes
 * back, nor in arrays of other types than {@link ElementType} has.
 */
public final class BinaryArrays implements CodecRegistrar {

    @Override
    public Publisher<Void> register(PostgresqlConnection connection, ByteBufAllocator buffers, CodecRegistry registry) {
        addTo(registry, buffers);
        return Mono.empty();
    }

    static void addTo(CodecRegistry registry, ByteBufAllocator buffers) {
        for (ElementType<?> type : ElementType.ALL) {
            registry.addFirst(new BinaryArrayCodec<>(type, buffers));
        }
    }
}
