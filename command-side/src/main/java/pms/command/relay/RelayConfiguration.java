package pms.command.relay;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.command.eventstore.EventStore;
import pms.command.leading.LeadingFlow;
import pms.command.leading.Lease;

/** The relay, running for as long as the service does. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

    @Bean
    RelayProgress relayProgress(ConnectionFactory connections) {
        return new RelayProgress(connections);
    }

    @Bean
    LeadingFlow relay(
            EventStore events,
            RelayProgress progress,
            PostgresqlConnectionFactory ownConnections,
            KafkaProperties properties) {
        Relay relay = new Relay(events, progress, new Topics(properties), new Senders(properties), properties);
        return new LeadingFlow(Relay.NAME, new Lease(ownConnections), relay::run);
    }
}
