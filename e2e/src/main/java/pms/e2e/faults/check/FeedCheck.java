package pms.e2e.faults.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.FeedLog;
import pms.e2e.faults.truth.FeedLog.Seen;
import pms.e2e.faults.truth.StoredEvent;

/** Each client of the feed saw each event after the one that it began with, once, in order, over all its connections. */
final class FeedCheck {
    private final Map<Long, StoredEvent> events = new HashMap<>();
    private final long head;
    private final Findings findings;

    private FeedCheck(Evidence evidence, Findings findings) {
        evidence.store().forEach(event -> events.put(event.position(), event));
        this.head = evidence.store().isEmpty() ? 0 : evidence.store().getLast().position();
        this.findings = findings;
    }

    static void check(Evidence evidence, Findings findings) {
        FeedCheck check = new FeedCheck(evidence, findings);
        evidence.feeds().forEach(check::check);
    }

    private void check(FeedLog log) {
        Set<Long> seen = new HashSet<>();
        long last = log.after();
        for (Seen each : log.seen()) {
            String where = "client " + log.client() + ", position " + each.position();
            if (!seen.add(each.position())) {
                findings.add(Kind.FEED_DOUBLED, where);
            } else if (each.position() < last) {
                findings.add(Kind.FEED_ORDER, where + " came after " + last);
            }
            StoredEvent event = events.get(each.position());
            if (event == null
                    || !event.type().equals(each.type())
                    || !event.patient().equals(each.patient())) {
                findings.add(Kind.FEED_CONTENT, where + ": " + each);
            }
            last = Math.max(last, each.position());
        }
        for (long position = log.after() + 1; position <= head; position++) {
            if (!seen.contains(position)) {
                findings.add(Kind.FEED_MISSING, "client " + log.client() + ", position " + position);
            }
        }
    }
}
