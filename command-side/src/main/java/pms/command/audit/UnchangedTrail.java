package pms.command.audit;

import java.util.List;
import org.springframework.stereotype.Component;
import pms.audit.Access;
import pms.audit.AccessTrail;
import pms.audit.Asker;
import pms.command.handling.Caller;
import pms.command.handling.Handled;
import pms.command.handling.UnchangedRecord;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/** Puts commands that changed nothing on the topic that the changes are on, by the action that was asked for. */
@Component
final class UnchangedTrail implements UnchangedRecord {

    private static final String WITHOUT_A_NAME = "other";

    private final AccessTrail trail;

    UnchangedTrail(AccessTrail trail) {
        this.trail = trail;
    }

    @Override
    public Mono<Void> unchanged(Caller caller, Handled handled) {
        return Mono.deferContextual(context -> trail.record(access(context, caller, handled)));
    }

    private static Access access(ContextView context, Caller caller, Handled handled) {
        String action = context.<CommandAction>getOrEmpty(CommandAction.class)
                .map(CommandAction::recorded)
                .orElse(WITHOUT_A_NAME);
        Asker asker = new Asker(caller.actor(), caller.role(), caller.address(), caller.correlationId());
        String detail = switch (handled.effect()) {
            case CHANGED -> "";
            case UNCHANGED -> "unchanged";
            case REPEATED -> "repeated";
        };
        return Access.of(asker, action, Outcome.DONE, List.of(handled.patient().id()))
                .withDetail(detail);
    }
}
