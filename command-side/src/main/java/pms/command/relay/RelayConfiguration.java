package pms.command.relay;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.command.eventstore.EventStore;
import pms.command.leading.LeadingFlow;
import pms.command.leading.Lease;
import pms.command.progress.Checkpoints;

/** The relay, running for as long as the service does. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    @Bean
    LeadingFlow relay(
            EventStore events,
            Checkpoints checkpoints,
            PostgresqlConnectionFactory ownConnections,
            KafkaProperties properties) {
        Relay relay = new Relay(events, checkpoints, new Topics(properties), new Senders(properties), properties);
        return new LeadingFlow(Relay.NAME, new Lease(ownConnections), relay::run);
    }
}
