package pms.command.eventstore;

import java.time.Duration;

/** Is told of each commit, for figures. Called on the thread of the commits: it MUST be quick and not fail. */
@FunctionalInterface
public interface CommitWatch {

    CommitWatch NONE = (appends, took) -> {};

    /**
     * A commit was done.
     *
     * @param appends that shared it
     * @param took from sending it to its answer
     */
    void committed(int appends, Duration took);
}
