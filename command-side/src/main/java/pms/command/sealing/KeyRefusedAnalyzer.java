package pms.command.sealing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line why the service does not start. */
final class KeyRefusedAnalyzer extends AbstractFailureAnalyzer<KeyRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KeyRefused cause) {
        return new FailureAnalysis(
                "Nothing was changed, command-side does not start: " + cause.getMessage(), null, cause);
    }
}
