package pms.command.handling;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.modelling.repository.ManagedEntity;
import pms.command.patient.Boundary;
import pms.command.patient.PatientEvent;
import pms.command.patient.Rejection;
import pms.command.patient.Situation;
import pms.command.patient.Tags;

/** Decides the commands of a group, each in the situation that the ones before it left. Used once, by one thread. */
final class GroupDecision {

    private final Deciders deciders;
    private final ManagedEntity<Boundary, Situation> situation;
    private final PriorRequests prior;
    private final EventStoreTransaction transaction;
    private final Instant now;
    private int appended;

    /**
     * @param situation as sourced for all commands; evolves with each event
     * @param prior as stored before the group
     * @param transaction takes the events
     */
    GroupDecision(
            Deciders deciders,
            ManagedEntity<Boundary, Situation> situation,
            PriorRequests prior,
            EventStoreTransaction transaction,
            Instant now) {
        this.deciders = deciders;
        this.situation = situation;
        this.prior = prior;
        this.transaction = transaction;
        this.now = now;
    }

    GroupOutcome decide(CommandGroup group) {
        return new GroupOutcome(group.commands().stream().map(this::outcome).toList());
    }

    private Outcome outcome(GivenCommand given) {
        RequestKey request = given.caller().requestKey();
        List<PatientEvent> events;
        try {
            if (request != null && prior.repeats(request, now)) {
                return new Outcome.Repeated(request);
            }
            events = deciders.decide(given.command(), situation.entity());
        } catch (Rejection rejection) {
            return new Outcome.Refused(rejection);
        }
        events.forEach(event -> append(event, given.caller().metadata()));
        return decided(events);
    }

    private void append(PatientEvent event, Map<String, String> metadata) {
        Set<String> tags = tags(event, metadata);
        // Axon evolves the situation as it takes the event.
        transaction.appendEvent(PatientMessages.outgoing(event, tags, metadata, now));
        appended++;
    }

    /** The request's tag makes its key part of the same append. */
    private Set<String> tags(PatientEvent event, Map<String, String> metadata) {
        Set<String> tags = new LinkedHashSet<>(situation.entity().tagsOf(event));
        RequestKey request = Caller.requestKeyIn(metadata);
        if (request != null) {
            tags.add(Tags.request(request.digest()));
        }
        return tags;
    }

    /** The events of one append stand at neighbouring positions: those of later commands follow this one's. */
    private Outcome decided(List<PatientEvent> events) {
        Situation after = situation.entity();
        int upToHere = appended;
        var effect = events.isEmpty() ? Handled.Effect.UNCHANGED : Handled.Effect.CHANGED;
        return new Outcome.Decided(() -> Handled.of(
                after,
                events,
                effect,
                GlobalIndexConsistencyMarker.position(transaction.appendPosition()) - (appended - upToHere)));
    }
}
