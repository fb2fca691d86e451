package pms.analytics.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pms.projection.DeadLetters;
import pms.projection.HeldRecords;
import pms.projection.LagSettings;
import pms.projection.LagWatch;
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
    private final LagWatch lag;

    AuditRun(
            ProjectionParts parts,
            ProjectionSettings projection,
            LagSettings bounds,
            AuditSettings audit,
            DatabaseClient database,
            Chain chain) {
        var settings = projection.with(audit.topic(), projection.group() + GROUP_SUFFIX, audit.linger());
        var log = new AuditLog(database, chain);
        deadLetters = parts.deadLetters(log, settings);
        held = parts.held(log, new EntryReader(), settings);
        lag = parts.lag(log, settings, bounds);
        loop = parts.loop(log, new EntryReader(), settings, deadLetters, new Watermark());
    }

    /** Entries that could not be read. */
    HeldRecords held() {
        return held;
    }

    LagWatch lag() {
        return lag;
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

    /** As the loop of the views, after the server. */
    @Override
    public int getPhase() {
        return loop.getPhase();
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
