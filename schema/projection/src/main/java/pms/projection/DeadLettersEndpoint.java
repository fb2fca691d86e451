package pms.projection;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import pms.projection.HeldRecords.Replayed;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The dead letters of a service, for its operator, and for administrators by the gateway. Personal data in them is sealed,
 * as in the topic.
 */
@RestController
@RequestMapping({"/internal/dead-letters", "/api/operations/${spring.application.name}/dead-letters"})
public class DeadLettersEndpoint {

    private static final int MOST = 1_000;

    private final List<HeldRecords> all;

    DeadLettersEndpoint(List<HeldRecords> all) {
        this.all = all;
    }

    /**
     * One of the list.
     *
     * @param position null when it has none
     * @param subject null when it has none
     */
    public record Entry(
            String projection,
            String topic,
            int partition,
            long offset,
            @Nullable Long position,
            @Nullable String subject,
            String reason,
            Instant heldAt) {

        static Entry of(HeldRecord held) {
            return new Entry(
                    held.projection(),
                    held.topic(),
                    held.partition(),
                    held.offset(),
                    held.position() == 0 ? null : held.position(),
                    held.subject().isEmpty() ? null : held.subject(),
                    held.reason(),
                    held.heldAt());
        }
    }

    /**
     * One with what it holds.
     *
     * @param headers those that are UTF-8 as text, and the last of each name
     * @param payload base64
     */
    public record Content(
            Entry entry,
            String trace,
            @Nullable String key,
            Map<String, String> headers,
            @Nullable String payload) {

        /** Without the record. */
        @Override
        public String toString() {
            return "Content[" + entry + "]";
        }
    }

    /** In the order in which they are to be applied; 1,000 of each projection at most. */
    @GetMapping
    Mono<List<Entry>> list(
            @RequestParam(name = "projection", required = false) @Nullable String projection,
            @RequestParam(name = "subject", required = false) @Nullable String subject) {
        @Nullable String asked = storable(subject);
        return of(projection)
                .concatMap(held -> held.list(asked, MOST))
                .map(Entry::of)
                .collectList();
    }

    @GetMapping("/{projection}/{topic}/{partition}/{offset}")
    Mono<Content> show(
            @PathVariable("projection") String projection,
            @PathVariable("topic") String topic,
            @PathVariable("partition") int partition,
            @PathVariable("offset") long offset) {
        return of(projection)
                .concatMap(held -> held.one(topic, partition, offset))
                .next()
                .map(DeadLettersEndpoint::content)
                .switchIfEmpty(Mono.error(DeadLettersEndpoint::notHeld));
    }

    /** Applies those of one subject, or all, in their order. */
    @PostMapping("/replays")
    Mono<Replayed> replay(
            @RequestParam(name = "projection", required = false) @Nullable String projection,
            @RequestParam(name = "subject", required = false) @Nullable String subject) {
        @Nullable String asked = storable(subject);
        return of(projection)
                .concatMap(held -> held.replay(asked))
                .reduce(new Replayed(0, List.of()), DeadLettersEndpoint::sum);
    }

    /** Gives one up, and applies what waited behind it. */
    @DeleteMapping("/{projection}/{topic}/{partition}/{offset}")
    Mono<Replayed> drop(
            @PathVariable("projection") String projection,
            @PathVariable("topic") String topic,
            @PathVariable("partition") int partition,
            @PathVariable("offset") long offset) {
        return of(projection)
                .concatMap(held -> held.drop(topic, partition, offset))
                .next()
                .switchIfEmpty(Mono.error(DeadLettersEndpoint::notHeld));
    }

    private Flux<HeldRecords> of(@Nullable String projection) {
        return Flux.fromIterable(all)
                .filter(held -> projection == null || held.projection().equals(projection));
    }

    private static Replayed sum(Replayed one, Replayed other) {
        return new Replayed(
                one.applied() + other.applied(),
                Stream.concat(one.stuck().stream(), other.stuck().stream()).toList());
    }

    private static Content content(HeldRecord held) {
        ByteString bytes = held.bytes();
        if (bytes == null) {
            return new Content(Entry.of(held), held.trace(), null, Map.of(), null);
        }
        var record = StoredRecord.decode(held.topic(), held.partition(), held.offset(), bytes.toByteArray());
        Map<String, String> headers = new TreeMap<>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        byte[] payload = record.value();
        return new Content(
                Entry.of(held),
                held.trace(),
                record.key(),
                headers,
                payload == null ? null : Base64.getEncoder().encodeToString(payload));
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    /** PostgreSQL's texts have no NUL. */
    private static @Nullable String storable(@Nullable String subject) {
        if (subject != null && subject.indexOf('\0') >= 0) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return subject;
    }

    private static ResponseStatusException notHeld() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
