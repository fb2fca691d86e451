package pms.analytics.audit;

import java.util.List;

/**
 * What was found of the log.
 *
 * @param entries that are there
 * @param head the last entry's hash, hexadecimal: kept elsewhere, it proves later that the log still begins the same
 * @param faultCount all of them
 * @param faults the first {@value Verifier#MAX_FAULTS}
 */
record Verification(long entries, String head, long faultCount, List<Fault> faults) {}
