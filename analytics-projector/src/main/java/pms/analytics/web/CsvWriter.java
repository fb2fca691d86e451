package pms.analytics.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import reactor.core.publisher.Mono;

/** Tells any {@link Table} as CSV, always in UTF-8, and says so. */
final class CsvWriter implements HttpMessageWriter<Table> {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final MediaType CSV_IN_UTF_8 = new MediaType(CSV, StandardCharsets.UTF_8);

    @Override
    public List<MediaType> getWritableMediaTypes() {
        return List.of(CSV);
    }

    @Override
    public boolean canWrite(ResolvableType type, @Nullable MediaType mediaType) {
        return Table.class.isAssignableFrom(type.toClass())
                && mediaType != null
                && mediaType.isConcrete()
                && mediaType.equalsTypeAndSubtype(CSV);
    }

    @Override
    public Mono<Void> write(
            Publisher<? extends Table> tables,
            ResolvableType type,
            @Nullable MediaType mediaType,
            ReactiveHttpOutputMessage message,
            Map<String, Object> hints) {
        message.getHeaders().setContentType(CSV_IN_UTF_8);
        return Mono.from(tables).flatMap(table -> write(Csv.of(table).getBytes(StandardCharsets.UTF_8), message));
    }

    private static Mono<Void> write(byte[] bytes, ReactiveHttpOutputMessage message) {
        message.getHeaders().setContentLength(bytes.length);
        return message.writeWith(Mono.just(message.bufferFactory().wrap(bytes)));
    }
}
