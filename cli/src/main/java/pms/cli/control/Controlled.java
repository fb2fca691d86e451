package pms.cli.control;

import pms.cli.system.SystemStatus;

/** What the commands may ask of a running system. Failures are {@code RuntimeFailure}s with one line. */
public interface Controlled {
    SystemStatus status();

    /** Returns when the part is up. */
    void startPart(String name);

    /** Returns when the part has stopped. */
    void stopPart(String name);

    /** Begins to stop everything and returns at once. */
    void down();
}
