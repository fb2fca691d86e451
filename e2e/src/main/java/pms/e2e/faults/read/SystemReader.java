package pms.e2e.faults.read;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pms.e2e.faults.truth.AuditVerdict;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.SentCommand;
import pms.e2e.system.Installation;
import pms.e2e.system.Outcome;
import pms.e2e.system.Status;

/** Reads all of a system that has come to rest. */
public final class SystemReader {
    private static final Pattern ENTRIES = Pattern.compile("(?m)^Entries +(\\d+)");

    private final Installation installation;
    private final Databases databases;
    private final ViewReader views;
    private final int kafka;

    /**
     * A reader of a system as it runs now.
     *
     * @param status with all parts up: ports are others after each {@code up}
     */
    public SystemReader(Installation installation, Status status) {
        this.installation = installation;
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

    private AuditVerdict verdict() {
        Outcome outcome = installation.pms("audit", "verify");
        Matcher entries = ENTRIES.matcher(outcome.out());
        return new AuditVerdict(
                outcome.exitCode() == 0, entries.find() ? Long.parseLong(entries.group(1)) : 0, outcome.output());
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
                verdict(),
                views.accounts(),
                TopicReader.deadLetters(kafka),
                feeds,
                List.of());
    }
}
