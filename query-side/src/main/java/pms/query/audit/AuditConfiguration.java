package pms.query.audit;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.audit.AccessTrail;

/** Wires the record of reads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean
    AccessTrail accessTrail(AuditSettings settings) {
        return new AccessTrail(settings.bootstrapServers(), settings.topic(), "query-side", Clock.systemUTC());
    }
}
