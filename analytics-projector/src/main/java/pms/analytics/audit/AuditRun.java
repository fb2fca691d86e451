package pms.analytics.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.projection.DeadLetters;
import pms.projection.HeldRecords;
import pms.projection.ProjectionLoop;
import pms.projection.ProjectionParts;
import pms.projection.ProjectionSettings;
import pms.projection.Watermark;

/**
 * Carries the audit topic into the log for as long as the service runs: a projection beside that of the views, with a
 * consumer of its own, so that neither waits for the other.
 */
@Component
final class AuditRun implements SmartLifecycle, DisposableBean {

    private static final String GROUP_SUFFIX = "-audit";

    private final DeadLetters deadLetters;
    private final HeldRecords held;
    private final ProjectionLoop loop;

    AuditRun(
            ProjectionParts parts,
            ProjectionSettings projection,
            AuditSettings audit,
            DatabaseClient database,
            Chain chain) {
        var settings = projection.with(audit.topic(), projection.group() + GROUP_SUFFIX, Duration.ZERO);
        var log = new AuditLog(database, chain);
        deadLetters = parts.deadLetters(log, settings);
        held = parts.held(log, new EntryReader(), settings);
        loop = parts.loop(log, new EntryReader(), settings, deadLetters, new Watermark());
    }

    /** Entries that could not be read. */
    HeldRecords held() {
        return held;
    }

    @Nullable
    Throwable failure() {
        return loop.failure();
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop(Runnable callback) {
        loop.stop(callback);
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public void destroy() {
        deadLetters.close();
    }
}
