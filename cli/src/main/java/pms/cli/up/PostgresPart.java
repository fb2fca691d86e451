package pms.cli.up;

import java.util.Map;
import java.util.function.Consumer;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.PostgresServer;
import pms.cli.runtime.Signals.Signal;
import pms.cli.system.PartNames;

/** The PostgreSQL server, with one database and role for each service that keeps something. */
record PostgresPart(DataFolder data, int port, Map<String, String> passwords) implements Part {
    @Override
    public String name() {
        return PartNames.POSTGRES;
    }

    // The server lives on; the runner stops it by its process.
    @SuppressWarnings("resource")
    @Override
    public void start(Consumer<ProcessHandle> launched) {
        PostgresServer server = PostgresServer.start(data.postgres(), port, data.log(name()), launched);
        passwords.forEach(server::createDatabase);
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
