package pms.command.handling;

import java.time.Clock;
import java.util.List;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.command.axon.PostgresEventStorageEngine;
import pms.command.eventstore.EventStore;

/** The beans of command handling. */
@Configuration(proxyBeanMethods = false)
class CommandHandlingConfiguration {

    @Bean(initMethod = "start", destroyMethod = "shutdown")
    AxonConfiguration axon(EventStore events, List<Decider<?>> deciders, Clock clock, HandlingProperties properties) {
        var engine = new PostgresEventStorageEngine(events, new PatientMessages(), properties.timeout());
        return AxonCommandHandling.configure(engine, deciders, clock);
    }

    @Bean
    PatientCommands patientCommands(AxonConfiguration axon, EventStore events, HandlingProperties properties) {
        return new PatientCommands(axon.getComponent(CommandBus.class), events, properties);
    }
}
