package pms.kafka;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Says in one line why a service does not start, before Spring Boot says that something could not be bound. */
@Order(0)
final class KafkaSecurityRefusedAnalyzer extends AbstractFailureAnalyzer<KafkaSecurityRefused> {

    @Override
    protected FailureAnalysis analyze(Throwable root, KafkaSecurityRefused cause) {
        return new FailureAnalysis("The service does not start: " + cause.getMessage(), null, cause);
    }
}
