package pms.command.automation;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.StoredEvent;
import pms.command.leading.LeadingFlow;
import pms.command.leading.Lease;
import pms.command.patient.PatientCodec;
import pms.command.progress.Checkpoints;
import pms.telemetry.CallTraces;
import pms.telemetry.Traces;
import reactor.core.publisher.Mono;

/** The automations, running for as long as the service does. */
@Configuration(proxyBeanMethods = false)
class AutomationConfiguration {

    @Bean(destroyMethod = "shutdownNow")
    ManagedChannel billingChannel(BillingProperties properties) {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + properties.token());
        return ManagedChannelBuilder.forTarget(properties.target())
                .usePlaintext()
                .intercept(MetadataUtils.newAttachHeadersInterceptor(headers), new CallTraces())
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
            BillingProperties properties,
            Traces traces) {
        return leading(
                new Automation(
                        WhenPatientRegisteredThenOpenAccount.NAME,
                        events,
                        checkpoints,
                        PatientCodec.REGISTERED,
                        properties.maxInFlight(),
                        traced(traces, "open accounts", new WhenPatientRegisteredThenOpenAccount(billing, log)::react)),
                ownConnections);
    }

    @Bean
    LeadingFlow accountClosing(
            EventStore events,
            Checkpoints checkpoints,
            PostgresqlConnectionFactory ownConnections,
            BillingClient billing,
            AccountLog log,
            BillingProperties properties,
            Traces traces) {
        return leading(
                new Automation(
                        WhenPatientErasedThenCloseAccount.NAME,
                        events,
                        checkpoints,
                        PatientCodec.ERASED,
                        properties.maxInFlight(),
                        traced(traces, "close accounts", new WhenPatientErasedThenCloseAccount(billing, log)::react)),
                ownConnections);
    }

    private static Function<List<StoredEvent>, Mono<Void>> traced(
            Traces traces, String name, Function<List<StoredEvent>, Mono<Void>> reaction) {
        return causes -> CauseTraces.step(traces, name, causes, reaction.apply(causes));
    }

    private static LeadingFlow leading(Automation automation, PostgresqlConnectionFactory ownConnections) {
        return new LeadingFlow(automation.name(), new Lease(ownConnections), automation::run);
    }
}
