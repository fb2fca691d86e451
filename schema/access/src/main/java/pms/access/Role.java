package pms.access;

/** What a user is to the system; what each role may do is decided at each door. */
public enum Role {
    ADMIN,
    CLINICIAN,
    BILLING,
    AUDITOR
}
