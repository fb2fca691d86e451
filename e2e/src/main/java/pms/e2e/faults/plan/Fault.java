package pms.e2e.faults.plan;

/** What is done to the system. Parts have the names that {@code ./pms status} has for them. */
public sealed interface Fault {

    /** How the plan and the report name it. */
    String describe();

    /** {@code kill -9} of the process; the supervisor starts it again. */
    record Kill(String part) implements Fault {
        @Override
        public String describe() {
            return "kill -9 " + part;
        }
    }

    /** SIGSTOP, and SIGCONT after a while: nothing is closed, and nothing answers. */
    record Freeze(String part, int seconds) implements Fault {
        @Override
        public String describe() {
            return "freeze " + part + " for " + seconds + " s";
        }
    }

    /** An orderly end of the part's process, from outside; the supervisor starts it again. */
    record Restart(String part) implements Fault {
        @Override
        public String describe() {
            return "restart " + part;
        }
    }

    /** SIGQUIT to PostgreSQL: it ends as in a crash, and recovers. */
    record ImmediateShutdown() implements Fault {
        @Override
        public String describe() {
            return "immediate shutdown of postgres";
        }
    }

    /** {@code kill -9} of one server process of PostgreSQL, upon which it ends all others and recovers. */
    record KillBackend(String database) implements Fault {
        @Override
        public String describe() {
            return "kill -9 a backend of " + database;
        }
    }

    /** SIGSTOP of the server process of one connection, with whatever lock it holds. */
    record FreezeBackend(String database, int seconds) implements Fault {
        @Override
        public String describe() {
            return "freeze a backend of " + database + " for " + seconds + " s";
        }
    }

    /** All connections of a route end, and new ones too. */
    record Cut(Route route, int seconds) implements Fault {
        @Override
        public String describe() {
            return "cut " + route + " for " + seconds + " s";
        }
    }

    /** Each portion of bytes on a route takes so much longer. */
    record Slow(Route route, int millis, int seconds) implements Fault {
        @Override
        public String describe() {
            return "slow " + route + " by " + millis + " ms for " + seconds + " s";
        }
    }

    /** The disk of the data folder has no room left for a while: for PostgreSQL, Kafka and the logs alike. */
    record FullDisk(int seconds) implements Fault {
        @Override
        public String describe() {
            return "no room on the disk for " + seconds + " s";
        }
    }

    /** One more instance of a service runs for a while: a second relay, or members that come to a consumer group. */
    record Join(String part, int instances, int seconds) implements Fault {
        @Override
        public String describe() {
            return "join " + instances + " more " + part + " for " + seconds + " s";
        }
    }
}
