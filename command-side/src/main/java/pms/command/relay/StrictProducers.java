package pms.command.relay;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import reactor.kafka.sender.SenderOptions;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.internals.ProducerFactory;

/**
 * Producers that send nothing any more once a record failed, so that of one partition nothing ever comes behind a gap.
 *
 * <p>Kafka's own producer goes on: when a record was given up for its age, younger ones that wait behind it are still
 * sent when the broker is back, and closing the producer even waits for them. Sent again later, the one that failed would
 * come behind them, and a reader that skips by position would never take it.
 *
 * <p>An acknowledgement at an offset that was acknowledged before is such a failure as well: {@link LostRecords}.
 */
final class StrictProducers extends ProducerFactory {

    private final Marks marks;

    /**
     * @param marks what was acknowledged before; the acknowledgement of each record that bears its position is noted there
     */
    StrictProducers(Marks marks) {
        this.marks = marks;
    }

    @Override
    public <K, V> Producer<K, V> createProducer(SenderOptions<K, V> options) {
        return new Strict<>(options, marks);
    }

    private static final class Strict<K, V> extends KafkaProducer<K, V> {

        private final Marks marks;
        private final AtomicBoolean failed = new AtomicBoolean();

        Strict(SenderOptions<K, V> options, Marks marks) {
            super(options.producerProperties(), options.keySerializer(), options.valueSerializer());
            this.marks = marks;
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<K, V> record, @Nullable Callback callback) {
            return super.send(record, (metadata, failure) -> {
                @Nullable Exception noted = failure == null ? noted(metadata, record) : failure;
                if (noted != null) {
                    stop();
                }
                if (callback != null) {
                    callback.onCompletion(metadata, noted);
                }
            });
        }

        private @Nullable LostRecords noted(RecordMetadata metadata, ProducerRecord<K, V> record) {
            return record instanceof SenderRecord<?, ?, ?> sent && sent.correlationMetadata() instanceof Long position
                    ? marks.acknowledged(metadata, position)
                    : null;
        }

        /**
         * A failure of something on its way is told on the network thread itself, before it takes what comes next; there
         * closing does not wait.
         */
        private void stop() {
            if (failed.compareAndSet(false, true)) {
                close(Duration.ZERO);
            }
        }
    }
}
