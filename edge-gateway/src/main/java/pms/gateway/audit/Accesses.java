package pms.gateway.audit;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import pms.audit.Access;
import pms.audit.AccessTrail;
import pms.audit.Asker;
import pms.schema.audit.v1.Outcome;
import reactor.core.publisher.Mono;

/**
 * The record of accesses. An answer that shows something waits for {@link #shown} or {@link #nothing}, a change for
 * {@link #changes}: they fail with {@link pms.audit.AuditUnavailable} when it can't be put on record, and then nothing
 * may be shown or changed. The others complete whether it is on record or not.
 */
@Component
public final class Accesses {

    private final AccessTrail trail;
    private final RefusalBound bound;

    Accesses(AccessTrail trail, RefusalBound bound) {
        this.trail = trail;
        this.bound = bound;
    }

    /** The asker is about to see something of this patient. */
    public Mono<Void> shown(Asker asker, Action action, UUID patient) {
        return trail.record(access(asker, action, Outcome.DONE, List.of(patient), ""));
    }

    /** The asker is about to learn that there is nothing of this patient. */
    public Mono<Void> nothing(Asker asker, Action action, UUID patient) {
        return trail.record(access(asker, action, Outcome.NOTHING, List.of(patient), ""));
    }

    /** The asker is about to change something; all that could stand against it was looked at. */
    public Mono<Void> changes(Asker asker, Action action, String detail) {
        return trail.record(access(asker, action, Outcome.DONE, List.of(), detail));
    }

    /** It is done. */
    public Mono<Void> done(Asker asker, Action action, String detail) {
        return trail.note(access(asker, action, Outcome.DONE, List.of(), detail));
    }

    /** It was refused, of a kind that can't come often. */
    public Mono<Void> refused(Asker asker, Action action, String detail) {
        return trail.note(access(asker, action, Outcome.REFUSED, List.of(), detail));
    }

    /**
     * It was refused, of a kind that may come as often as somebody likes: no more than a few a second are on record.
     *
     * @param which refusals are counted together
     */
    public Mono<Void> refusedOften(String which, Asker asker, Action action, List<UUID> patients, String detail) {
        return few(which, () -> trail.note(access(asker, action, Outcome.REFUSED, patients, detail)));
    }

    /**
     * Does what records a refusal of a kind that may come as often as somebody likes, a few times a second: what it would
     * look up for the record is not looked up for those that are not on record.
     *
     * @param which refusals are counted together
     */
    public Mono<Void> few(String which, Supplier<Mono<Void>> recording) {
        return Mono.defer(() -> bound.allows(which) ? recording.get() : Mono.empty());
    }

    private static Access access(Asker asker, Action action, Outcome outcome, List<UUID> patients, String detail) {
        return Access.of(asker, action.recorded(), outcome, patients).withDetail(detail);
    }
}
