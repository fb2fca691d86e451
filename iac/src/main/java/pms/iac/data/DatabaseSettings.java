package pms.iac.data;

/**
 * A PostgreSQL server.
 *
 * @param version of PostgreSQL as RDS offers it
 * @param instanceType without {@code db.}
 * @param storageGiB at the beginning
 * @param mostStorageGiB how far it may grow by itself
 * @param backupDays how long its backups are kept; 0: there are none
 * @param guarded encrypted, with TLS alone, two zones, protected against deletion, its master password managed by RDS
 */
public record DatabaseSettings(
        String version, String instanceType, int storageGiB, int mostStorageGiB, int backupDays, boolean guarded) {}
