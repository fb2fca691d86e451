package pms.command.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AppendLimitsTest {

    private static final AppendCondition NONE = AppendCondition.none();

    @Test
    void countsBytesAsTheyTravel() {
        NewEvent event = event("type", "subject", 10, Map.of("k", "é"), Set.of("t€"));
        AppendCondition condition = new AppendCondition(Criteria.anyTagOf("x😀"), 0);
        assertThat(AppendLimits.checkedBytes(List.of(event), condition)).isEqualTo(4 + 7 + 10 + 3 + 4 + 5);
    }

    @Test
    void acceptsWhatIsAtTheLimit() {
        int room = AppendLimits.MAX_BYTES - "type".length() - "subject".length();
        assertThat(AppendLimits.checkedBytes(List.of(event("type", "subject", room, Map.of(), Set.of())), NONE))
                .isEqualTo(AppendLimits.MAX_BYTES);
        accept(event("t", "s", 0, Map.of(), tags(AppendLimits.MAX_TAGS_OF_EVENT)));
        accept(event("t", "s", 0, Map.of(), Set.of("x".repeat(AppendLimits.MAX_TAG_BYTES))));
        accept(event("t".repeat(255), "s".repeat(255), 0, Map.of(), Set.of()));
    }

    @Test
    void refusesTooMuch() {
        int room = AppendLimits.MAX_BYTES - "type".length() - "subject".length();
        refuse(event("type", "subject", room + 1, Map.of(), Set.of()), "1048576 bytes");
        refuse(event("t", "s", 0, Map.of(), tags(AppendLimits.MAX_TAGS_OF_EVENT + 1)), "more than 64 of: tag");
        refuse(event("t", "s", 0, Map.of(), Set.of("x".repeat(AppendLimits.MAX_TAG_BYTES + 1))), "tag has at most");
        refuse(event("t".repeat(256), "s", 0, Map.of(), Set.of()), "type has at most");
        refuse(event("t", "é".repeat(128), 0, Map.of(), Set.of()), "subject has at most");
        refuse(event("t", "s", 0, Map.of("k", "v".repeat(8 * 1024)), Set.of()), "of metadata");
        refuse(List.of(), NONE, "at least one event");
        refuse(
                Stream.generate(Events::event)
                        .limit(AppendLimits.MAX_EVENTS + 1L)
                        .toList(),
                NONE,
                "at most 1000 events");
        refuse(
                List.of(Events.event()),
                new AppendCondition(
                        new Criteria(tags(AppendLimits.MAX_CRITERIA + 1).stream()
                                .map(Criterion::tagged)
                                .toList()),
                        0),
                "256 criteria");
    }

    @Test
    void refusesWhatPostgresWouldRefuseOrChange() {
        refuse(event("", "s", 0, Map.of(), Set.of()), "type is not empty");
        refuse(event("t", "", 0, Map.of(), Set.of()), "subject is not empty");
        refuse(event("t", "s", 0, Map.of(), Set.of("")), "tag is not empty");
        refuse(event("t", "s", 0, Map.of(), Set.of("nul\0")), "without NUL");
        refuse(event("t", "s", 0, Map.of(), Set.of("half\ud83d")), "Unicode");
        refuse(event("t", "s", 0, Map.of(), Set.of("\ude00\ud83d")), "Unicode");
        refuse(event("t", "s", 0, Map.of("k", "\ud83dx"), Set.of()), "Unicode");
        refuse(event("t", "s", 0, Map.of("k\0", "v"), Set.of()), "Unicode");
        refuse(List.of(Events.event()), new AppendCondition(Criteria.anyTagOf("nul\0"), 0), "without NUL");
    }

    @Test
    void refusesTheSameIdTwice() {
        NewEvent event = Events.event();
        refuse(List.of(event, event), NONE, "twice");
    }

    @Test
    void criteriaAndConditionsAreValidByConstruction() {
        assertThatThrownBy(() -> Criterion.tagged("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Criterion(Set.of(), Set.of(""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AppendCondition(Criteria.everything(), -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void accept(NewEvent event) {
        assertThat(AppendLimits.checkedBytes(List.of(event), NONE)).isPositive();
    }

    private static void refuse(NewEvent event, String reason) {
        refuse(List.of(event), NONE, reason);
    }

    private static void refuse(List<NewEvent> events, AppendCondition condition, String reason) {
        assertThatThrownBy(() -> AppendLimits.checkedBytes(events, condition))
                .isInstanceOf(InvalidAppend.class)
                .hasMessageContaining(reason);
    }

    private static Set<String> tags(int count) {
        return IntStream.range(0, count).mapToObj(n -> "tag" + n).collect(Collectors.toSet());
    }

    private static NewEvent event(
            String type, String subject, int payloadBytes, Map<String, String> metadata, Set<String> tags) {
        return new NewEvent(new UUID(1, 1), type, subject, new byte[payloadBytes], metadata, tags);
    }
}
