package pms.e2e.faults.read;

import java.util.List;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.SentCommand;
import pms.e2e.system.Installation;
import pms.e2e.system.Status;

/** Reads all of a system that has come to rest. */
public final class SystemReader {
    private final Databases databases;
    private final ViewReader views;
    private final int kafka;

    /**
     * A reader of a system as it runs now.
     *
     * @param status with all parts up: ports are others after each {@code up}
     */
    public SystemReader(Installation installation, Status status) {
        this.databases = new Databases(installation, status.part("postgres").port());
        this.views = new ViewReader(databases);
        this.kafka = status.part("kafka").port();
    }

    /** The position of the last event. */
    public long head() {
        return StoreReader.head(databases);
    }

    /** The audit log tells its progress by its entries alone. */
    public long audited() {
        return views.lastAuditedEvent();
    }

    public Evidence read(List<SentCommand> commands, List<FeedLog> feeds) {
        return new Evidence(
                commands,
                StoreReader.read(databases),
                TopicReader.read(kafka),
                views.directory(),
                views.history(),
                views.encounters(),
                views.totals(),
                views.audit(),
                views.accounts(),
                TopicReader.deadLetters(kafka),
                feeds,
                List.of());
    }
}
