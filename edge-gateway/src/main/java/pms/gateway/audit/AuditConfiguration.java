package pms.gateway.audit;

import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.audit.AccessTrail;
import pms.kafka.KafkaSecurity;

/** Wires the record of accesses. Kafka is looked for when the first entry comes: it may be away at start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuditSettings.class, KafkaSecurity.class})
class AuditConfiguration {

    @Bean
    AccessTrail accessTrail(AuditSettings settings, KafkaSecurity security, Clock clock) {
        return new AccessTrail(
                security.properties(settings.bootstrapServers()), settings.topic(), "edge-gateway", clock);
    }

    @Bean
    RefusalBound refusalBound(AuditSettings settings) {
        return new RefusalBound(settings.refusalsASecond(), TimeMeter.SYSTEM_NANOTIME);
    }
}
