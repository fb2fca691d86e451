package pms.cli.up;

import java.util.Map;
import java.util.function.Consumer;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.PostgresServer;
import pms.cli.runtime.Signals.Signal;
import pms.cli.system.PartNames;

/** The PostgreSQL server, with one database for each service that keeps something. */
record PostgresPart(DataFolder data, int port, Map<String, PostgresServer.Passwords> passwords) implements Part {
    /**
     * Views hold personal data, and so does the log of what was written to them. The server would keep old files of it
     * to write over them some day; this way they go after the next checkpoint. It costs the event store up to a fifth of
     * its top speed, since new files have to be made.
     */
    static final Map<String, String> SETTINGS = Map.of("wal_recycle", "off");

    @Override
    public String name() {
        return PartNames.POSTGRES;
    }

    // The server lives on; the runner stops it by its process.
    @SuppressWarnings("resource")
    @Override
    public void start(Consumer<ProcessHandle> launched) {
        PostgresServer server = PostgresServer.start(data.postgres(), port, data.log(name()), SETTINGS, launched);
        passwords.forEach(server::createDatabase);
        Service.ALL.stream().filter(Service::rebuilds).map(Service::database).forEach(server::allowGenerations);
        Service.ALL.stream().filter(Service::scrubs).map(Service::database).forEach(server::allowScrubbing);
    }

    @Override
    public Signal stopSignal() {
        return Signal.INT;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return name();
    }
}
