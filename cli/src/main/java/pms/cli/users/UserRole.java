package pms.cli.users;

/** What a user may be. */
enum UserRole {
    ADMIN,
    CLINICIAN,
    BILLING,
    AUDITOR
}
