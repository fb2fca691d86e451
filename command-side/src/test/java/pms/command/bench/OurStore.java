package pms.command.bench;

import java.time.Duration;
import pms.command.eventstore.Appended;
import pms.command.eventstore.PostgresEventStore;
import pms.command.eventstore.StoreDatabase;
import reactor.core.publisher.Mono;

/** The event store as it is. */
final class OurStore implements Competitor {

    private final StoreDatabase database = StoreDatabase.create();
    private final PostgresEventStore store = database.startStore();

    @Override
    public String name() {
        return "this store";
    }

    @Override
    public Mono<Appended> append() {
        Samples.Append append = Samples.append();
        return store.append(append.events(), append.condition());
    }

    @Override
    public void close() {
        store.close().block(Duration.ofSeconds(30));
        database.close();
    }
}
