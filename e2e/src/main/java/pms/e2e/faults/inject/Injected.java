package pms.e2e.faults.inject;

import pms.e2e.faults.plan.Planned;

/**
 * A fault that was injected, or could not be.
 *
 * @param fromNanos {@link System#nanoTime()} at which it began
 * @param toNanos when it was over, as far as this side can tell: a killed part may still be starting
 * @param done false when there was nothing to do it to
 */
public record Injected(Planned planned, long fromNanos, long toNanos, boolean done) {}
