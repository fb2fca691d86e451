package pms.command.relay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import pms.command.eventstore.StoredEvent;
import pms.telemetry.Traceparent;

/** Stored events as Kafka records: the same bytes, with CloudEvents 1.0 attributes as headers (Kafka binding, 3.2). */
final class EventRecords {

    /** The header with the event's position. */
    static final String POSITION = "ce_position";

    private static final String EDITION = "ce_edition";

    private static final String SOURCE = "/pms/command-side";

    private EventRecords() {}

    /**
     * The record of an event. Its key is the subject, so that a patient's events stay in order.
     *
     * @param edition of the topic: higher when it had lost records, so that readers begin anew
     */
    static ProducerRecord<String, byte[]> of(String topic, StoredEvent event, long edition) {
        List<Header> headers = new ArrayList<>(List.of(
                header("ce_specversion", "1.0"),
                header("ce_id", event.id().toString()),
                header("ce_source", SOURCE),
                header("ce_type", event.type()),
                header("ce_subject", event.subject()),
                header("ce_time", event.recordedAt().toString()),
                header(POSITION, Long.toString(event.position())),
                header("ce_actor", event.metadata().getOrDefault("actor", "")),
                editionHeader(edition),
                header("ce_correlationid", event.metadata().getOrDefault("correlationid", "")),
                header("content-type", "application/protobuf")));
        String traceparent = event.metadata().get(Traceparent.NAME);
        if (traceparent != null) {
            headers.add(header("ce_" + Traceparent.NAME, traceparent)); // CloudEvents' extension Distributed Tracing
        }
        return new ProducerRecord<>(
                topic, null, event.recordedAt().toEpochMilli(), event.subject(), event.payload(), headers);
    }

    /** Tells the readers of a topic which edition of it a record is of. */
    static Header editionHeader(long edition) {
        return header(EDITION, Long.toString(edition));
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
