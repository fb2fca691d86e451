package pms.command.axon;

import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.Position;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;
import org.jspecify.annotations.Nullable;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.Criterion;

/** Axon's conditions in the words of the store. Markers, positions and tokens are all "seen up to here". */
final class Conditions {

    /** Before the first position, in Axon's markers and positions, may be any negative number. */
    private static final long BEGINNING = 0;

    private static final QualifiedName UNHEARD_OF = new QualifiedName("type that no event has");

    private Conditions() {}

    static AppendCondition appendCondition(org.axonframework.eventsourcing.eventstore.AppendCondition condition) {
        return condition.consistencyMarker().equals(ConsistencyMarker.INFINITY)
                ? AppendCondition.none()
                : new AppendCondition(criteria(condition.criteria()), after(condition.consistencyMarker()));
    }

    static Criteria criteria(EventCriteria criteria) {
        // A disjunction with "any event" in it forgets that one when it is flattened.
        return criteria.matches(UNHEARD_OF, Set.of())
                ? Criteria.everything()
                : new Criteria(
                        criteria.flatten().stream().map(Conditions::criterion).toList());
    }

    static long after(ConsistencyMarker marker) {
        return Math.max(BEGINNING, GlobalIndexConsistencyMarker.position(marker));
    }

    static long after(Position start) {
        return Math.max(BEGINNING, GlobalIndexPosition.toIndex(start));
    }

    static long after(@Nullable TrackingToken token) {
        return token == null ? BEGINNING : Math.max(BEGINNING, token.position().orElse(BEGINNING));
    }

    private static Criterion criterion(EventCriterion criterion) {
        return new Criterion(
                StoreTags.toStore(criterion.tags()),
                criterion.types().stream().map(QualifiedName::fullName).collect(Collectors.toUnmodifiableSet()));
    }
}
