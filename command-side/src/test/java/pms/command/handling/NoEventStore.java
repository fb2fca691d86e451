package pms.command.handling;

import java.time.Instant;
import java.util.List;
import pms.command.eventstore.AppendCondition;
import pms.command.eventstore.Appended;
import pms.command.eventstore.Criteria;
import pms.command.eventstore.EventStore;
import pms.command.eventstore.NewEvent;
import pms.command.eventstore.Page;
import pms.command.eventstore.StoredEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** For tests that must not touch a store: touching it fails. */
final class NoEventStore implements EventStore {

    @Override
    public Mono<Appended> append(List<NewEvent> events, AppendCondition condition) {
        return Mono.error(NoEventStore::touched);
    }

    @Override
    public Flux<Page> pages(Criteria criteria, long after) {
        return Flux.error(NoEventStore::touched);
    }

    @Override
    public Flux<StoredEvent> readAll(long after) {
        return Flux.error(NoEventStore::touched);
    }

    @Override
    public Flux<StoredEvent> tail(Criteria criteria, long after) {
        return Flux.error(NoEventStore::touched);
    }

    @Override
    public Mono<Long> head() {
        return Mono.error(NoEventStore::touched);
    }

    @Override
    public Mono<Long> positionBefore(Instant moment) {
        return Mono.error(NoEventStore::touched);
    }

    private static AssertionError touched() {
        return new AssertionError("the store was touched");
    }
}
