package pms.gateway.auth.token;

/** What a user is to the system; what each role may do is decided where it is done. */
public enum Role {
    ADMIN,
    CLINICIAN,
    BILLING,
    AUDITOR
}
