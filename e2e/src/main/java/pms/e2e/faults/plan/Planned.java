package pms.e2e.faults.plan;

/**
 * A fault at its time.
 *
 * @param atSeconds after the load began; it may come later when the one before took longer
 */
public record Planned(int number, double atSeconds, Fault fault) {}
