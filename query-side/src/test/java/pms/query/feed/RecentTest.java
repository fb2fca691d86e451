package pms.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentTest {

    @Test
    void knowsFromWhereOnItHasAll() {
        Recent recent = Recent.nothingAfter(10).extended(List.of(event(11), event(13)), 14, 4);
        assertThat(recent.after()).isEqualTo(10);
        assertThat(recent.upTo()).isEqualTo(14);
        Recent trimmed = recent.extended(List.of(event(15), event(16), event(17)), 17, 4);
        assertThat(trimmed.events()).extracting(FeedEvent::position).containsExactly(13L, 15L, 16L, 17L);
        assertThat(trimmed.after()).as("11 was let go").isEqualTo(11);
    }

    @Test
    void forgetsTheContentOfWhomItIsToldFor() {
        FeedEvent forgotten = event(11);
        FeedEvent kept = new FeedEvent(12, new UUID(0, 2), "PatientAmended", "{}", "[]");
        FeedEvent erased = new FeedEvent(13, new UUID(0, 1), "PatientErased", "{}", "[]");
        Recent recent = Recent.nothingAfter(10).extended(List.of(forgotten, kept, erased), 13, 4);
        assertThat(recent.erased()).containsExactly(new UUID(0, 1));
        recent.forget(new UUID(0, 1)::equals);
        assertThat(forgotten.data()).isEqualTo("[]");
        assertThat(kept.data()).isEqualTo("{}");
    }

    private static FeedEvent event(long position) {
        return new FeedEvent(position, new UUID(0, 1), "PatientAmended", "{}", "[]");
    }
}
