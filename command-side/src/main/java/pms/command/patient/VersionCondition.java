package pms.command.patient;

import java.util.Set;

/**
 * Which versions of a patient a command is meant for.
 *
 * @param anyVersion true when it is meant for whatever there is
 * @param versions the versions it is meant for otherwise
 */
public record VersionCondition(boolean anyVersion, Set<Long> versions) {

    private static final VersionCondition ANY = new VersionCondition(true, Set.of());

    public VersionCondition {
        versions = Set.copyOf(versions);
    }

    public static VersionCondition any() {
        return ANY;
    }

    public static VersionCondition oneOf(Set<Long> versions) {
        return new VersionCondition(false, versions);
    }

    public boolean allows(long version) {
        return anyVersion || versions.contains(version);
    }

    /**
     * Checks the version that a patient is at.
     *
     * @throws Rejection.VersionMismatch when it is another
     */
    public void require(Patient patient) {
        if (!allows(patient.version())) {
            throw new Rejection.VersionMismatch(patient.version());
        }
    }
}
