package pms.analytics.audit;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.projection.HeldRecords;

/** The key of the audit log: without it the service does not start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean
    Chain auditChain(AuditSettings settings) {
        return new Chain(AuditKey.of(settings));
    }

    @Bean
    HeldRecords heldAuditRecords(AuditRun run) {
        return run.held();
    }
}
