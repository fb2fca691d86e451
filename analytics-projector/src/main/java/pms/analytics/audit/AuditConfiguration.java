package pms.analytics.audit;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.audit.AccessTrail;
import pms.kafka.KafkaSecurity;
import pms.projection.FollowerPosition;
import pms.projection.HeldRecords;
import pms.projection.LagWatch;
import pms.projection.ProjectionSettings;

/** The key of the audit log, without which the service does not start, and how its reading is recorded. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuditSettings.class, KafkaSecurity.class})
class AuditConfiguration {

    @Bean
    Chain auditChain(AuditSettings settings) {
        return new Chain(AuditKey.of(settings));
    }

    @Bean
    HeldRecords heldAuditRecords(AuditRun run) {
        return run.held();
    }

    @Bean
    LagWatch auditLag(AuditRun run) {
        return run.lag();
    }

    @Bean
    FollowerPosition auditPosition(DatabaseClient database) {
        return new AuditPosition(database);
    }

    @Bean
    AccessTrail accessTrail(ProjectionSettings kafka, AuditSettings settings, KafkaSecurity security) {
        return new AccessTrail(
                security.properties(kafka.bootstrapServers()),
                settings.topic(),
                "analytics-projector",
                Clock.systemUTC());
    }
}
