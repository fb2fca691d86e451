package pms.command.handling;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.conversion.Converter;
import org.axonframework.conversion.PassThroughConverter;
import org.axonframework.eventsourcing.configuration.EventSourcedEntityModule;
import org.axonframework.eventsourcing.configuration.EventSourcingConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.commandhandling.configuration.CommandHandlingModule;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.correlation.CorrelationDataProviderRegistry;
import org.axonframework.messaging.core.correlation.DefaultCorrelationDataProviderRegistry;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.modelling.StateManager;
import pms.command.axon.StoreTags;
import pms.command.patient.Boundary;
import pms.command.patient.Situation;
import pms.command.patient.Tags;

/** Wires Axon Framework: two kinds of state sourced by tags, and a handler for groups of commands. */
final class AxonCommandHandling {

    /** It calls its maker's server; this service calls nobody that it was not told of. */
    private static final String UPDATE_CHECKER = "org.axonframework.update.UpdateCheckerConfigurationEnhancer";

    private AxonCommandHandling() {}

    static AxonConfiguration configure(EventStorageEngine engine, List<Decider<?>> deciders, Clock clock) {
        return EventSourcingConfigurer.create()
                .componentRegistry(registry -> registry.disableEnhancer(UPDATE_CHECKER)
                        // Payloads stay what they are; events are encoded by the codec alone.
                        .registerComponent(Converter.class, c -> PassThroughConverter.INSTANCE)
                        // Metadata is what the caller says and nothing that Axon adds.
                        .registerComponent(
                                CorrelationDataProviderRegistry.class,
                                c -> new DefaultCorrelationDataProviderRegistry()))
                .registerEventStorageEngine(c -> engine)
                .registerTagResolver(c -> PatientMessages::tagsOf)
                .registerEntity(situations())
                .registerEntity(priorRequests())
                .registerCommandHandlingModule(groups(new Deciders(deciders), clock))
                .build();
    }

    private static EventSourcedEntityModule<Boundary, Situation> situations() {
        return EventSourcedEntityModule.declarative(Boundary.class, Situation.class)
                .messagingModel((c, model) -> model.entityEvolver(
                                (situation, message, context) -> situation.evolve(PatientMessages.eventOf(message)))
                        .build())
                .entityFactory(c -> (boundary, first, context) -> Situation.of(boundary))
                .criteriaResolver(c -> (boundary, context) -> criteria(boundary))
                .build();
    }

    private static EventSourcedEntityModule<RequestDigests, PriorRequests> priorRequests() {
        return EventSourcedEntityModule.declarative(RequestDigests.class, PriorRequests.class)
                .messagingModel((c, model) -> model.entityEvolver(
                                (prior, message, context) -> prior.evolve(message.metadata(), message.timestamp()))
                        .build())
                .entityFactory(c -> (requests, first, context) -> PriorRequests.none())
                .criteriaResolver(c -> (requests, context) -> criteria(requests))
                .build();
    }

    private static CommandHandlingModule.CommandHandlerPhase groups(Deciders deciders, Clock clock) {
        return CommandHandlingModule.named("patient")
                .commandHandlers(phase -> phase.commandHandler(
                        new QualifiedName(CommandGroup.class), axon -> handler(deciders, axon, clock)));
    }

    private static GroupHandler handler(Deciders deciders, Configuration axon, Clock clock) {
        return new GroupHandler(
                deciders, axon.getComponent(StateManager.class), axon.getComponent(EventStore.class), clock);
    }

    private static EventCriteria criteria(Boundary boundary) {
        List<EventCriteria> criteria = new ArrayList<>();
        boundary.watched().forEach((tag, types) -> criteria.add(tagged(tag, types)));
        return EventCriteria.either(criteria);
    }

    private static EventCriteria criteria(RequestDigests requests) {
        return EventCriteria.either(requests.values().stream()
                .<EventCriteria>map(digest -> EventCriteria.havingTags(StoreTags.toAxon(Tags.request(digest))))
                .toList());
    }

    private static EventCriteria tagged(String tag, Set<String> types) {
        return EventCriteria.havingTags(StoreTags.toAxon(tag)).andBeingOneOfTypes(types.toArray(String[]::new));
    }
}
