package pms.analytics.audit;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line why the service does not start. */
final class AuditKeyRefusedAnalyzer extends AbstractFailureAnalyzer<AuditKeyRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, AuditKeyRefused cause) {
        return new FailureAnalysis("analytics-projector does not start: " + cause.getMessage(), null, cause);
    }
}
