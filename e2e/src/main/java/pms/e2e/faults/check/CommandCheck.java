package pms.e2e.faults.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pms.e2e.faults.check.Violation.Kind;
import pms.e2e.faults.truth.Evidence;
import pms.e2e.faults.truth.SentCommand;
import pms.e2e.faults.truth.SentCommand.Acknowledged;
import pms.e2e.faults.truth.SentCommand.Expected;
import pms.e2e.faults.truth.SentCommand.Rejected;
import pms.e2e.faults.truth.SentCommand.Unknown;
import pms.e2e.faults.truth.StoredEvent;

/** Acknowledged commands are stored exactly once, rejected ones never, unknown ones at most once. */
final class CommandCheck {
    private final Map<String, List<StoredEvent>> byRequest = new HashMap<>();
    private final Findings findings;

    private CommandCheck(List<StoredEvent> store, Findings findings) {
        this.findings = findings;
        for (StoredEvent event : store) {
            if (!event.request().isEmpty()) {
                byRequest
                        .computeIfAbsent(event.request(), none -> new ArrayList<>(1))
                        .add(event);
            }
        }
    }

    static void check(Evidence evidence, Findings findings) {
        CommandCheck check = new CommandCheck(evidence.store(), findings);
        evidence.commands().forEach(check::check);
    }

    private void check(SentCommand command) {
        List<StoredEvent> events = byRequest.getOrDefault(command.request(), List.of());
        if (events.size() > 1) {
            findings.add(Kind.COMMAND_DOUBLED, command + " is at " + positions(events));
        }
        switch (command.outcome()) {
            case Acknowledged acknowledged -> acknowledged(command, acknowledged, events);
            case Rejected rejected -> rejected(command, events);
            case Unknown unknown -> events.forEach(event -> mustFit(command, event));
        }
    }

    private void acknowledged(SentCommand command, Acknowledged answer, List<StoredEvent> events) {
        if (command.expected() == Expected.REJECTED) {
            findings.add(Kind.COMMAND_DECIDED_WRONGLY, command + " had to be rejected");
        }
        if (events.isEmpty()) {
            findings.add(Kind.COMMAND_LOST, command + " is not in the store");
        }
        for (StoredEvent event : events) {
            mustFit(command, event);
            // A repetition is answered with a position at or behind the event's.
            boolean there =
                    answer.tries() == 1 ? event.position() == answer.position() : event.position() <= answer.position();
            if (!there || !event.patient().equals(answer.patient())) {
                findings.add(
                        Kind.COMMAND_MISTAKEN,
                        command + " is at " + event.position() + " of patient " + event.patient());
            }
        }
    }

    private void rejected(SentCommand command, List<StoredEvent> events) {
        if (command.expected() == Expected.ACKNOWLEDGED) {
            findings.add(Kind.COMMAND_DECIDED_WRONGLY, command + " had to be acknowledged");
        }
        if (!events.isEmpty()) {
            findings.add(Kind.COMMAND_STORED_THOUGH_REJECTED, command + " is at " + positions(events));
        }
    }

    private void mustFit(SentCommand command, StoredEvent event) {
        boolean fits = event.type().equals(command.kind().event())
                && (command.patient() == null || command.patient().equals(event.patient()))
                && (command.encounter() == null
                        || (event.stay() != null
                                && command.encounter().equals(event.stay().id())));
        if (!fits) {
            findings.add(
                    Kind.COMMAND_MISTAKEN,
                    command + " is a " + event.type() + " of patient " + event.patient() + " at " + event.position());
        }
    }

    private static List<Long> positions(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::position).toList();
    }
}
