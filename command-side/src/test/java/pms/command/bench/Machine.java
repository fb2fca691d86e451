package pms.command.bench;

import java.lang.management.ManagementFactory;

/** What the figures were taken on. */
final class Machine {

    private Machine() {}

    static String describe(String postgres) {
        Runtime runtime = Runtime.getRuntime();
        return runtime.availableProcessors() + " cores, shared by the load, the store and the server; "
                + System.getProperty("os.name") + ", Java " + System.getProperty("java.version") + " ("
                + ManagementFactory.getRuntimeMXBean().getVmName() + "), " + postgres
                + " with fsync, synchronous_commit and full_page_writes on, shared_buffers 2 GB.";
    }
}
