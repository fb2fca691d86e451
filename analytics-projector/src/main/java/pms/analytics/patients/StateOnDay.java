package pms.analytics.patients;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import pms.analytics.patientfacts.PatientState;

/** What is counted apart: a state on a day of UTC. */
record StateOnDay(LocalDate day, PatientState state) implements Comparable<StateOnDay> {
    private static final Comparator<StateOnDay> ORDER =
            Comparator.comparing(StateOnDay::day).thenComparing(StateOnDay::state);

    static StateOnDay of(Instant at, PatientState state) {
        return new StateOnDay(at.atZone(ZoneOffset.UTC).toLocalDate(), state);
    }

    @Override
    public int compareTo(StateOnDay other) {
        return ORDER.compare(this, other);
    }
}
