package pms.gateway.limits;

import java.time.Duration;

/**
 * How slow a client may be in taking an answer.
 *
 * @param leastBytes so many have to be taken in each such time while something waits
 */
record TakingPace(Duration time, long leastBytes) {}
