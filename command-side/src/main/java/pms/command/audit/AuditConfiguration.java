package pms.command.audit;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.audit.AccessTrail;
import pms.command.relay.KafkaProperties;

/** Wires the record of refusals: it goes to the topic that the relay writes the changes to. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AccessTrail accessTrail(KafkaProperties kafka) {
        return new AccessTrail(kafka.brokers(), kafka.auditTopic(), "command-side", Clock.systemUTC());
    }
}
