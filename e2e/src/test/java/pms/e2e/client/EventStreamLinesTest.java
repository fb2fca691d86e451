package pms.e2e.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventStreamLinesTest {
    private final List<FeedEvent> events = new ArrayList<>();
    private final EventStreamLines lines = new EventStreamLines(events::add);

    private void receive(String... text) {
        for (String line : text) {
            lines.onNext(line);
        }
    }

    @Test
    void putsTheLinesOfAnEventTogether() {
        receive("id: 7", "event: PatientRegistered", "data: {\"patientId\":", "data: \"a\"}", "");
        assertThat(events)
                .extracting(FeedEvent::position, FeedEvent::name, FeedEvent::data, FeedEvent::patientId)
                .containsExactly(tuple(7L, "PatientRegistered", "{\"patientId\":\n\"a\"}", "a"));
    }

    @Test
    void takesNoEventThatIsNotComplete() {
        receive("id:7", "event:PatientRegistered", "data:{}");
        lines.onComplete();
        assertThat(events).isEmpty();
    }

    @Test
    void countsCommentsAndIgnoresWhatItDoesNotKnow() {
        receive(":alive", "", "retry: 5", ": alive", "", "id:8", "data:{}", "");
        assertThat(lines.comments()).isEqualTo(2);
        assertThat(events).extracting(FeedEvent::position, FeedEvent::name).containsExactly(tuple(8L, "message"));
    }
}
