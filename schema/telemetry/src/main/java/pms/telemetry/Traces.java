package pms.telemetry;

import java.util.Collection;

/**
 * Carries a trace over what is no HTTP. A trace is told by its {@code traceparent} (W3C Trace Context); an empty one is
 * none, and nothing comes of it.
 */
public interface Traces {

    /** Where nobody takes traces. */
    Traces NONE = (name, kind, causes) -> Step.NONE;

    /** Who asks whom in a step. */
    enum Kind {
        CALLER,
        ANSWERER,
        PUBLISHER,
        FOLLOWER
    }

    /**
     * Begins a step of work.
     *
     * @param name one of few
     * @param causes what it is done for; it is a step in the trace of each
     */
    Step begin(String name, Kind kind, Collection<String> causes);

    /** A step of work that was begun; to be ended once. */
    interface Step {

        Step NONE = new Step() {
            @Override
            public String traceparent() {
                return "";
            }

            @Override
            public void end(boolean failed) {
                // there is none
            }
        };

        /** By which the work is continued elsewhere; empty when nothing is. */
        String traceparent();

        void end(boolean failed);
    }
}
