package pms.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private final EventLines lines = new EventLines();

    @Test
    void anEventIsCompleteAtItsBlankLine() {
        assertThat(events("id:7", "event:PatientRegistered", "data:{\"a\":1}", ""))
                .containsExactly(new FeedEvent(7, "PatientRegistered", "{\"a\":1}"));
    }

    @Test
    void commentsAndUnknownFieldsAreNoEvents() {
        assertThat(events(": alive", "retry: 100", "", "nonsense", "")).isEmpty();
        assertThat(EventLines.isComment(": alive")).isTrue();
        assertThat(EventLines.isComment("data:x")).isFalse();
    }

    @Test
    void oneSpaceBehindTheColonIsLeftOutAndLinesOfDataStayLines() {
        assertThat(events("id: 8", "data: a", "data:b", "", "id:9", "event:X", "data:c", ""))
                .containsExactly(new FeedEvent(8, "", "a\nb"), new FeedEvent(9, "X", "c"));
    }

    private List<FeedEvent> events(String... given) {
        return Stream.of(given).map(lines::next).flatMap(Optional::stream).toList();
    }
}
