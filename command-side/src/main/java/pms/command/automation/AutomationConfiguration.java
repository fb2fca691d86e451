package pms.command.automation;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.command.eventstore.EventStore;
import pms.command.leading.LeadingFlow;
import pms.command.leading.Lease;
import pms.command.patient.PatientCodec;
import pms.command.progress.Checkpoints;

/** The automations, running for as long as the service does. */
@Configuration(proxyBeanMethods = false)
class AutomationConfiguration {

    @Bean(destroyMethod = "shutdownNow")
    ManagedChannel billingChannel(BillingProperties properties) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + properties.token());
        return ManagedChannelBuilder.forTarget(properties.target())
                .usePlaintext()
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers))
                .build();
    }

    @Bean
    BillingClient billingClient(ManagedChannel billingChannel, BillingProperties properties) {
        return new BillingClient(billingChannel, properties);
    }

    @Bean
    AccountLog accountLog(EventStore events) {
        return new AccountLog(events);
    }

    @Bean
    LeadingFlow accountOpening(
            EventStore events,
            Checkpoints checkpoints,
            PostgresqlConnectionFactory ownConnections,
            BillingClient billing,
            AccountLog log,
            BillingProperties properties) {
        return leading(
                new Automation(
                        WhenPatientRegisteredThenOpenAccount.NAME,
                        events,
                        checkpoints,
                        PatientCodec.REGISTERED,
                        properties.maxInFlight(),
                        new WhenPatientRegisteredThenOpenAccount(billing, log)::react),
                ownConnections);
    }

    @Bean
    LeadingFlow accountClosing(
            EventStore events,
            Checkpoints checkpoints,
            PostgresqlConnectionFactory ownConnections,
            BillingClient billing,
            AccountLog log,
            BillingProperties properties) {
        return leading(
                new Automation(
                        WhenPatientErasedThenCloseAccount.NAME,
                        events,
                        checkpoints,
                        PatientCodec.ERASED,
                        properties.maxInFlight(),
                        new WhenPatientErasedThenCloseAccount(billing, log)::react),
                ownConnections);
    }

    private static LeadingFlow leading(Automation automation, PostgresqlConnectionFactory ownConnections) {
        return new LeadingFlow(automation.name(), new Lease(ownConnections), automation::run);
    }
}
