package pms.command.automation;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.command.eventstore.EventStore;
import pms.command.leading.LeadingFlow;
import pms.command.leading.Lease;
import pms.command.progress.Checkpoints;

/** The automations, running for as long as the service does. */
@Configuration(proxyBeanMethods = false)
class AutomationConfiguration {

    @Bean(destroyMethod = "shutdownNow")
    ManagedChannel billingChannel(BillingProperties properties) {
        return ManagedChannelBuilder.forTarget(properties.target())
                .usePlaintext()
                .build();
    }

    @Bean
    LeadingFlow accountOpening(
            EventStore events,
            Checkpoints checkpoints,
            PostgresqlConnectionFactory ownConnections,
            ManagedChannel billingChannel,
            BillingProperties properties) {
        var automation = new WhenPatientRegisteredThenOpenAccount(
                events, checkpoints, new BillingClient(billingChannel, properties), properties.maxInFlight());
        return new LeadingFlow(WhenPatientRegisteredThenOpenAccount.NAME, new Lease(ownConnections), automation::run);
    }
}
