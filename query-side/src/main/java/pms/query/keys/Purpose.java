package pms.query.keys;

/** What is in a seal; the layouts stand in {@code pms/patient/v1/events.proto}. One never opens as another. */
public enum Purpose {
    /** A serialised {@code Person}. */
    PERSON("pms.person.v1|", "the seal of the person is broken"),
    /** A serialised {@code EncounterReason}. */
    ENCOUNTER_REASON("pms.encounter.v1|", "the seal of the encounter is broken");

    private final String prefix;
    private final String broken;

    Purpose(String prefix, String broken) {
        this.prefix = prefix;
        this.broken = broken;
    }

    /** What the associated data begin with. */
    String prefix() {
        return prefix;
    }

    /** What is said when it does not open. */
    String broken() {
        return broken;
    }
}
