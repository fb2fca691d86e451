package pms.audit;

import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/**
 * One thing that somebody asked for, and how it ended.
 *
 * @param action a stable name such as {@code patient.read}
 * @param patients whose data is shown or changed; at most {@value #MAX_PATIENTS}
 * @param position of a feed: after which it begins, or up to which it went; 0 otherwise
 * @param detail a stable code that says more; MUST NOT be anything that the client sent; empty for none
 */
public record Access(Asker asker, String action, Outcome outcome, List<UUID> patients, long position, String detail) {

    /** As many as the log takes with one entry. */
    public static final int MAX_PATIENTS = 200;

    /** Checks the number of patients. */
    public Access {
        patients = List.copyOf(patients);
        if (patients.size() > MAX_PATIENTS) {
            throw new IllegalArgumentException("more than " + MAX_PATIENTS + " patients");
        }
    }

    /** Something about these patients, with nothing more to say. */
    public static Access of(Asker asker, String action, Outcome outcome, List<UUID> patients) {
        return new Access(asker, action, outcome, patients, 0, "");
    }

    /** The same with a stable code that says more. */
    public Access withDetail(String code) {
        return new Access(asker, action, outcome, patients, position, code);
    }

    /** The same, of a place in the log of events. */
    public Access at(long place) {
        return new Access(asker, action, outcome, patients, place, detail);
    }

    AccessEntry entry(UUID id, Instant time, String service) {
        return AccessEntry.newBuilder()
                .setId(id.toString())
                .setTime(
                        Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()))
                .setActor(asker.actor())
                .setRole(asker.role())
                .setAction(action)
                .setOutcome(outcome)
                .addAllPatientIds(patients.stream().map(UUID::toString).toList())
                .setAddress(asker.address())
                .setCorrelationId(asker.correlationId())
                .setService(service)
                .setPosition(position)
                .setDetail(detail)
                .build();
    }
}
