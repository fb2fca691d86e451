package pms.analytics.audit;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The key of the audit log, without which the service does not start, and how its reading is recorded. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean
    Chain auditChain(AuditSettings settings) {
        return new Chain(AuditKey.of(settings));
    }

    /** Of reads none is recorded yet. */
    @Bean
    ReadRecord readRecord() {
        return (exchange, patient) -> Mono.empty();
    }
}
