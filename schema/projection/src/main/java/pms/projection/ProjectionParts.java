package pms.projection;

import io.r2dbc.spi.ConnectionFactory;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import pms.kafka.KafkaSecurity;
import pms.telemetry.Traces;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;

/** Makes what carries a topic into a projection; the parts that are closed or started are the caller's to own. */
public final class ProjectionParts {

    /** Who works at a rebuild begins anew then, and looks whether it still should. */
    private static final long RETRIES_OF_A_REBUILD = 5;

    private final ConnectionFactory connections;
    private final ReactiveTransactionManager transactions;
    private final Traces traces;
    private final KafkaSecurity security;

    ProjectionParts(
            ConnectionFactory connections,
            ReactiveTransactionManager transactions,
            Traces traces,
            KafkaSecurity security) {
        this.connections = connections;
        this.transactions = transactions;
        this.traces = traces;
        this.security = security;
    }

    /** Must be closed. */
    public DeadLetters deadLetters(Projection projection, ProjectionSettings settings) {
        return new DeadLetters(KafkaSender.create(kafka(settings).sender()), projection.name());
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

    /**
     * What carries a generation to where the live one is. Its dead letters are not sent: they are in the topic of dead
     * letters, or the live projection could apply them.
     *
     * @param progress the name that the generation's progress is stored under
     * @param rebuild that counts what is done; it must be running
     * @param parallelism how many groups of partitions are read at the same time
     * @param batchSize records in one transaction, about
     */
    public CatchUp catchUp(
            Projection projection,
            RecordReader reader,
            ProjectionSettings settings,
            String schema,
            String progress,
            UUID rebuild,
            int parallelism,
            int batchSize) {
        var database = DatabaseClient.create(connections);
        var generation = new GenerationOf(projection, progress);
        var stored = progress(generation, settings);
        var inSchema = new InSchema(database, transactions, schema);
        var transaction = new BatchTransaction(
                generation,
                stored,
                dead -> Mono.empty(),
                new GenerationProgress(database, progress, settings.topic(), rebuild),
                inSchema,
                reader.positionsAreOffsets());
        var held = new HeldRecords(generation, reader, stored, database, inSchema, settings.batchTimeout());
        var processor = new BatchProcessor(transaction, settings.batchTimeout(), RETRIES_OF_A_REBUILD);
        return new CatchUp(
                progress(projection, settings),
                stored,
                held,
                processor,
                kafka(settings),
                reader,
                projection::decode,
                parallelism,
                batchSize);
    }

    /** Looks how far the projection is behind its topic; to be started. */
    public LagWatch lag(Projection projection, ProjectionSettings settings, LagSettings bounds) {
        return new LagWatch(projection.name(), kafka(settings), progress(projection, settings), bounds);
    }

    private KafkaOptions kafka(ProjectionSettings settings) {
        return new KafkaOptions(settings, security);
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
                progress::advance,
                TransactionalOperator.create(transactions),
                reader.positionsAreOffsets());
        return new ProjectionLoop(
                new RecordSource(kafka(settings).receiver(), progress, reader),
                new BatchProcessor(transaction, settings.batchTimeout(), Long.MAX_VALUE),
                watermark,
                new BatchTraces(traces, projection.name()));
    }
}
