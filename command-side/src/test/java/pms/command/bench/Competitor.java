package pms.command.bench;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** A way to append one small event durably. */
interface Competitor extends AutoCloseable {

    String name();

    /** Appends events one at a time for so long, by so many callers. */
    default Round run(int callers, Duration length) {
        return ClosedLoop.run(this::append, callers, length);
    }

    /** One event of its own entity, on condition that the entity has none. */
    Mono<?> append();

    /** With how many callers it is worth a comparison. */
    default int mostCallers() {
        return Integer.MAX_VALUE;
    }

    @Override
    void close();
}
