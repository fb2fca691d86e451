package pms.cli.up;

import java.time.Duration;

/** Told of what happens to parts; called from the threads that watch them. */
interface PartEvents {
    void ready(String part, Duration took);

    void died(String part, String reason, Duration pause);
}
