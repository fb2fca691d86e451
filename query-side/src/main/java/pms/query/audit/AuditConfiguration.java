package pms.query.audit;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.audit.AccessTrail;
import pms.kafka.KafkaSecurity;

/** Wires the record of reads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuditSettings.class, KafkaSecurity.class})
class AuditConfiguration {

    @Bean
    AccessTrail accessTrail(AuditSettings settings, KafkaSecurity security) {
        return new AccessTrail(
                security.properties(settings.bootstrapServers()), settings.topic(), "query-side", Clock.systemUTC());
    }
}
