package pms.cli.up;

import java.util.function.Consumer;
import pms.cli.folder.DataFolder;
import pms.cli.runtime.KafkaBroker;
import pms.cli.runtime.Signals.Signal;
import pms.cli.system.PartNames;

/**
 * The Kafka broker.
 *
 * @param detours other ways to it
 */
record KafkaPart(DataFolder data, int port, Detours detours) implements Part {
    @Override
    public String name() {
        return PartNames.KAFKA;
    }

    // The broker lives on; the runner stops it by its process.
    @SuppressWarnings("resource")
    @Override
    public void start(Consumer<ProcessHandle> launched) {
        KafkaBroker.start(data.kafka(), port, detours.listeners(), data.log(name()), launched);
    }

    @Override
    public Signal stopSignal() {
        return Signal.TERM;
    }
}
