package pms.command.bench;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.EventIds;
import pms.command.eventstore.NewEvent;

/** Events of the size that patients' events have. */
final class Samples {

    static final int PAYLOAD_BYTES = 300;
    static final String TYPE = "pms.bench.v1.Happened";

    private static final byte[] PAYLOAD = payload();
    private static final AtomicLong COUNTER = new AtomicLong(System.currentTimeMillis() << 20);

    private Samples() {}

    /** An append to an entity that nobody has appended to: two tags, and a condition on one of them. */
    record Append(List<NewEvent> events, AppendCondition condition) {}

    static Append append() {
        String name = name();
        return new Append(
                List.of(event("patient:" + name, "email:" + name)),
                new AppendCondition(Criteria.anyTagOf("patient:" + name), 0));
    }

    static NewEvent event(String... tags) {
        return new NewEvent(EventIds.next(), TYPE, tags[0], PAYLOAD, Map.of("actor", "bench"), Set.of(tags));
    }

    /** Never the same again. */
    static String name() {
        return Long.toString(COUNTER.incrementAndGet(), Character.MAX_RADIX);
    }

    static byte[] bytes() {
        return PAYLOAD.clone();
    }

    private static byte[] payload() {
        byte[] payload = new byte[PAYLOAD_BYTES];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) ('a' + i % 26);
        }
        return payload;
    }
}
