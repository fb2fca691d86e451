package pms.cli.script;

import picocli.CommandLine.Command;
import pms.cli.runtime.RuntimeFailure;

/** What the script carries out before this program is asked: named here for the help and for completion. */
public final class ScriptCommands {
    private ScriptCommands() {}

    private static RuntimeFailure notHere() {
        return new RuntimeFailure("This is carried out by the script ./pms at the root of the checkout: call that");
    }

    /** {@code ./pms test}. */
    @Command(
            name = "test",
            description = {"Run all tests.", "Other words go to Maven: ./pms test -T 1, ./pms test -pl query-side -am"})
    public static final class Test implements Runnable {
        @Override
        public void run() {
            throw notHere();
        }
    }

    /** {@code ./pms bench}. */
    @Command(
            name = "bench",
            description = {
                "Measure the system, or store, faults, overload, rebuild, tokens.",
                "bench [PATIENTS.ndjson]   the figures of the README",
                "bench store               the event store beside others",
                "bench faults              a load while parts are killed: --minutes N --seed N",
                "bench overload            more than the system can do: --seconds N",
                "bench rebuild             all analytics built anew: --events N --rounds N",
                "bench tokens [MODULE]     what the check of tokens costs query-side or edge-gateway"
            })
    public static final class Bench implements Runnable {
        @Override
        public void run() {
            throw notHere();
        }
    }

    /** {@code ./pms synth}. */
    @Command(name = "synth", description = "Write the CloudFormation templates of iac (needs Node.js).")
    public static final class Synth implements Runnable {
        @Override
        public void run() {
            throw notHere();
        }
    }
}
