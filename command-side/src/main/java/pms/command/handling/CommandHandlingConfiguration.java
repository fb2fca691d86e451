package pms.command.handling;

import java.time.Clock;
import java.util.List;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pms.command.axon.PostgresEventStorageEngine;
import pms.command.eventstore.EventStore;
import pms.command.sealing.IndexKey;
import pms.command.sealing.PatientKeys;

/** The beans of command handling. */
@Configuration(proxyBeanMethods = false)
class CommandHandlingConfiguration {

    @Bean
    SealedEvents sealedEvents(PatientKeys keys, IndexKey indexKey) {
        return new SealedEvents(keys, indexKey::pseudonym);
    }

    @Bean(initMethod = "start", destroyMethod = "shutdown")
    AxonConfiguration axon(
            EventStore events,
            SealedEvents sealed,
            List<Decider<?>> deciders,
            Clock clock,
            HandlingProperties properties) {
        var engine = new PostgresEventStorageEngine(events, new PatientMessages(sealed), properties.timeout());
        return AxonCommandHandling.configure(engine, deciders, clock);
    }

    @Bean
    PatientCommands patientCommands(
            AxonConfiguration axon,
            EventStore events,
            SealedEvents sealed,
            UnchangedRecord record,
            HandlingProperties properties) {
        return new PatientCommands(axon.getComponent(CommandBus.class), events, sealed, record, properties);
    }
}
