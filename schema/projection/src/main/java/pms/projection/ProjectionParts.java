package pms.projection;

import io.r2dbc.spi.ConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.kafka.sender.KafkaSender;

/** Makes what carries a topic into a projection; the parts that are closed or started are the caller's to own. */
public final class ProjectionParts {

    private final ConnectionFactory connections;
    private final ReactiveTransactionManager transactions;

    ProjectionParts(ConnectionFactory connections, ReactiveTransactionManager transactions) {
        this.connections = connections;
        this.transactions = transactions;
    }

    /** Must be closed. */
    public DeadLetters deadLetters(Projection projection, ProjectionSettings settings) {
        return new DeadLetters(KafkaSender.create(KafkaOptions.sender(settings)), projection.name());
    }

    /** What the projection holds back. */
    public HeldRecords held(Projection projection, RecordReader reader, ProjectionSettings settings) {
        return new HeldRecords(
                projection,
                reader,
                progress(projection, settings),
                DatabaseClient.create(connections),
                TransactionalOperator.create(transactions),
                settings.batchTimeout());
    }

    /** Looks how far the projection is behind its topic; to be started. */
    public LagWatch lag(Projection projection, ProjectionSettings settings, LagSettings bounds) {
        return new LagWatch(projection.name(), settings, progress(projection, settings), bounds);
    }

    private ProgressStore progress(Projection projection, ProjectionSettings settings) {
        return new ProgressStore(DatabaseClient.create(connections), projection.name(), settings.topic());
    }

    /** A loop that was not started yet; it moves the watermark after each batch. */
    public ProjectionLoop loop(
            Projection projection,
            RecordReader reader,
            ProjectionSettings settings,
            DeadLetters deadLetters,
            Watermark watermark) {
        var progress = progress(projection, settings);
        var transaction = new BatchTransaction(
                projection,
                progress,
                deadLetters,
                TransactionalOperator.create(transactions),
                reader.positionsAreOffsets());
        return new ProjectionLoop(
                new RecordSource(KafkaOptions.receiver(settings), progress, reader),
                new BatchProcessor(transaction, settings.batchTimeout()),
                watermark);
    }
}
