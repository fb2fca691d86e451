package pms.command.bench;

import java.time.Duration;
import pms.command.eventstore.Appended;
import pms.command.eventstore.StoreDatabase;
import pms.command.eventstore.UngroupedAppends;
import reactor.core.publisher.Mono;

/** The same SQL with a transaction for each append, on a pool of connections: what group commit is worth. */
final class OneTransactionEach implements Competitor {

    private final StoreDatabase database = StoreDatabase.create();
    private final UngroupedAppends appends = new UngroupedAppends(database);

    @Override
    public String name() {
        return "a transaction for each append";
    }

    @Override
    public Mono<Appended> append() {
        Samples.Append append = Samples.append();
        return appends.append(append.events(), append.condition());
    }

    @Override
    public void close() {
        appends.close().block(Duration.ofSeconds(30));
        database.close();
    }
}
