package pms.command.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.Position;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.junit.jupiter.api.Test;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.Criterion;

class ConditionsTest {

    private static final EventCriteria TAGGED = EventCriteria.havingTags(Tag.of("patient", "1"), Tag.of("email", "a:b"))
            .andBeingOneOfTypes("x.A", "x.B");

    @Test
    void translatesTagsAndTypes() {
        assertThat(Conditions.criteria(TAGGED))
                .isEqualTo(
                        new Criteria(List.of(new Criterion(Set.of("patient:1", "email:a:b"), Set.of("x.A", "x.B")))));
        assertThat(Conditions.criteria(EventCriteria.either(TAGGED, EventCriteria.havingTags("k", "v")))
                        .anyOf())
                .hasSize(2)
                .contains(Criterion.tagged("k:v"));
    }

    @Test
    void anyEventIsEverythingAlsoBesideOthers() {
        assertThat(Conditions.criteria(EventCriteria.havingAnyTag())).isEqualTo(Criteria.everything());
        assertThat(Conditions.criteria(EventCriteria.either(TAGGED, EventCriteria.havingAnyTag())))
                .isEqualTo(Criteria.everything());
    }

    @Test
    void markersPositionsAndTokensAreWhatWasSeen() {
        AppendCondition condition = AppendCondition.withCriteria(TAGGED);
        assertThat(Conditions.appendCondition(AppendCondition.none()).isNone()).isTrue();
        assertThat(Conditions.appendCondition(condition).after()).isZero();
        assertThat(Conditions.appendCondition(condition.withMarker(new GlobalIndexConsistencyMarker(7)))
                        .after())
                .isEqualTo(7);
        assertThat(Conditions.after(ConsistencyMarker.ORIGIN)).isZero();
        assertThat(Conditions.after(Position.START)).isZero();
        assertThat(Conditions.after(new GlobalIndexConsistencyMarker(7).position()))
                .isEqualTo(7);
        assertThat(Conditions.after(new GlobalSequenceTrackingToken(7))).isEqualTo(7);
    }

    @Test
    void tagsGoThereAndBack() {
        Tag tag = Tag.of("identifier", "urn:x|1:2");
        assertThat(StoreTags.toStore(tag)).isEqualTo("identifier:urn:x|1:2");
        assertThat(StoreTags.toAxon("identifier:urn:x|1:2")).isEqualTo(tag);
        assertThatThrownBy(() -> StoreTags.toStore(Tag.of("a:b", "c"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoreTags.toAxon("none")).isInstanceOf(IllegalArgumentException.class);
    }
}
