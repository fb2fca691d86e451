package pms.e2e.faults;

import java.util.Map;

/**
 * How far things were at a moment of the run.
 *
 * @param seconds since the load began
 * @param acknowledged commands so far
 * @param unclear tries without a clear answer so far
 * @param lag positions behind the head, by follower of the log; empty when nobody could tell
 */
public record Sample(double seconds, long acknowledged, long unclear, Map<String, Long> lag) {}
