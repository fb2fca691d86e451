package pms.query.feed;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import pms.query.audit.Reads;
import reactor.core.publisher.Flux;

/**
 * What one client of the feed sees, on record: from which position, and at its end up to which. What it has seen are
 * the events between the two; an entry for each would be one for each event and client.
 *
 * @param patientId the one that the feed is about; null for all
 */
record FeedRecord(
        Reads reads, ServerWebExchange exchange, @Nullable UUID patientId) {

    /**
     * The stream, which starts when its beginning is on record. Fails with {@link pms.audit.AuditUnavailable}.
     *
     * @param stream takes what is to be told of each event that is shown
     */
    <T> Flux<T> around(long after, Function<Consumer<FeedEvent>, Flux<T>> stream) {
        List<UUID> patients = patientId == null ? List.of() : List.of(patientId);
        return Flux.usingWhen(
                reads.feedBegins(exchange, patients, after).thenReturn(new AtomicLong(after)),
                shown -> stream.apply(event -> shown.set(event.position())),
                shown -> reads.feedEnded(exchange, patients, shown.get()));
    }
}
