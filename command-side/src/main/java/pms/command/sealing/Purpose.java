package pms.command.sealing;

/** What is in a seal; the layouts stand in {@code events.proto}. One never opens as another. */
public enum Purpose {
    /** A {@code pms.patient.v1.Person}. */
    PERSON("pms.person.v1|"),
    /** A {@code pms.patient.v1.EncounterReason}. */
    ENCOUNTER_REASON("pms.encounter.v1|");

    private final String prefix;

    Purpose(String prefix) {
        this.prefix = prefix;
    }

    /** What the associated data begin with. */
    String prefix() {
        return prefix;
    }
}
