package pms.analytics.demographics;

import java.util.Comparator;
import pms.analytics.patientfacts.Facts;

/** Patients of one birth year and gender. */
record BirthYearGroup(int birthYear, Facts.Gender gender) implements Comparable<BirthYearGroup> {
    private static final Comparator<BirthYearGroup> ORDER =
            Comparator.comparingInt(BirthYearGroup::birthYear).thenComparing(BirthYearGroup::gender);

    static BirthYearGroup of(Facts facts) {
        return new BirthYearGroup(facts.birthYear(), facts.gender());
    }

    @Override
    public int compareTo(BirthYearGroup other) {
        return ORDER.compare(this, other);
    }
}
