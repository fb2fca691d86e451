package pms.command.eventstore;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Events for tests. */
final class Events {

    static final String TYPE = "pms.test.v1.Happened";

    private static final long RUN = System.nanoTime();
    private static final AtomicLong COUNTER = new AtomicLong();

    private Events() {}

    /** Random ids draw from the operating system, which event loops must not wait for. */
    static UUID id() {
        return new UUID(RUN, COUNTER.incrementAndGet());
    }

    static NewEvent event(String... tags) {
        return typed(TYPE, tags);
    }

    static NewEvent typed(String type, String... tags) {
        return new NewEvent(
                id(),
                type,
                "subject",
                "payload".getBytes(StandardCharsets.UTF_8),
                Map.of("actor", "test"),
                Set.of(tags));
    }
}
