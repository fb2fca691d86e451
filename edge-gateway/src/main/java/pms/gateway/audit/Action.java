package pms.gateway.audit;

/** What somebody does, or is refused, by the name that it has on record. */
public enum Action {
    LOGIN("login"),
    LOGOUT("logout"),
    TOKEN_REFRESHED("token.refresh"),
    /** A request with a token that does not count. */
    TOKEN_REFUSED("token.refused"),
    PASSWORD_CHANGED("password.changed"),
    USER_LIST("user.list"),
    USER_READ("user.read"),
    USER_CREATED("user.created"),
    USER_CHANGED("user.changed"),
    KEYS_ROTATED("keys.rotated"),
    PATIENT_LIST("patient.list"),
    PATIENT_FEED("patient.feed"),
    PATIENT_READ("patient.read"),
    PATIENT_HISTORY("patient.history"),
    PATIENT_REGISTER("patient.register"),
    PATIENT_AMEND("patient.amend"),
    PATIENT_DEACTIVATE("patient.deactivate"),
    PATIENT_ERASE("patient.erase"),
    ENCOUNTER_LIST("encounter.list"),
    ENCOUNTER_READ("encounter.read"),
    ENCOUNTER_START("encounter.start"),
    ENCOUNTER_FINISH("encounter.finish"),
    ACCOUNT_READ("account.read"),
    ANALYTICS_READ("analytics.read"),
    ANALYTICS_REBUILD("analytics.rebuild"),
    DIRECTORY_READ("directory.read"),
    DIRECTORY_REBUILD("directory.rebuild"),
    AUDIT_READ("audit.read"),
    AUDIT_VERIFIED("audit.verified"),
    OPERATIONS_READ("operations.read"),
    DEAD_LETTERS_REPLAYED("dead-letters.replayed"),
    DEAD_LETTER_DROPPED("dead-letters.dropped"),
    /** A call that has no name of its own. */
    OTHER("other");

    private final String recorded;

    Action(String recorded) {
        this.recorded = recorded;
    }

    String recorded() {
        return recorded;
    }
}
