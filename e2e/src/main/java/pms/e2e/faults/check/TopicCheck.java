package pms.e2e.faults.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.StoredEvent;
import pms.e2e.faults.truth.TopicRecord;

/**
 * The topic has each event, and the first sendings of a patient's events come in order. A record may come again, in
 * whatever order: a relay that wakes up beside its successor sends what it had in hand between what the other sends, and
 * readers leave out what is at or below their position.
 */
final class TopicCheck {
    private final Map<Long, StoredEvent> events = new HashMap<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final Findings findings;

    /** The events of one patient on their way to the topic. */
    private static final class Line {
        private final List<Long> positions = new ArrayList<>(4);
        private int sent;
        private int partition = -1;
    }

    private TopicCheck(List<StoredEvent> store, Findings findings) {
        this.findings = findings;
        for (StoredEvent event : store) {
            events.put(event.position(), event);
            lines.computeIfAbsent(event.patient(), none -> new Line()).positions.add(event.position());
        }
    }

    static void check(Evidence evidence, Findings findings) {
        TopicCheck check = new TopicCheck(evidence.store(), findings);
        evidence.topic().forEach(check::take);
        check.lines.forEach((patient, line) -> check.missing(patient, line));
    }

    private void take(TopicRecord record) {
        StoredEvent event = events.get(record.position());
        if (event == null
                || !event.id().equals(record.id())
                || !event.patient().equals(record.key())
                || !event.content().equals(record.content())) {
            findings.add(Kind.TOPIC_CONTENT, "the store has no such event: " + record);
            return;
        }
        Line line = lines.getOrDefault(record.key(), new Line());
        if (line.partition >= 0 && line.partition != record.partition()) {
            findings.add(Kind.TOPIC_CONTENT, "another partition than before: " + record);
        }
        line.partition = record.partition();
        inOrder(record, line, Collections.binarySearch(line.positions, record.position()));
    }

    private void inOrder(TopicRecord record, Line line, int index) {
        if (index < line.sent) {
            findings.resent();
        } else {
            if (index > line.sent) {
                findings.add(
                        Kind.TOPIC_ORDER,
                        "position " + line.positions.get(line.sent) + " of the patient must come before " + record);
            }
            line.sent = index + 1;
        }
    }

    private void missing(String patient, Line line) {
        for (Long position : line.positions.subList(line.sent, line.positions.size())) {
            findings.add(Kind.TOPIC_MISSING, "position " + position + " of patient " + patient);
        }
    }
}
