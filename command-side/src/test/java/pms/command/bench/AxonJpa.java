package pms.command.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateBasedJpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.AggregateEventEntry;
import org.axonframework.messaging.core.unitofwork.transaction.Transaction;
import org.axonframework.messaging.core.unitofwork.transaction.TransactionManager;
import org.axonframework.messaging.eventhandling.conversion.DelegatingEventConverter;
import org.axonframework.messaging.eventstreaming.Tag;
import pms.command.eventstore.StoreDatabase;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Axon Framework's own engine for relational databases, on Hibernate: one aggregate a stream, thus one tag an event. As
 * well set up as we could: payloads as bytea instead of large objects, a pool as large as serves it best here, a virtual
 * thread for each caller.
 */
final class AxonJpa implements Competitor {

    private static final int CONNECTIONS = 32;

    private final StoreDatabase database = StoreDatabase.create();
    private final HikariDataSource connections = new HikariDataSource(pool(database));
    private final EntityManagerFactory factory;
    private final EventStorageEngine engine;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Scheduler scheduler = Schedulers.fromExecutor(threads);

    AxonJpa() {
        factory = new PersistenceConfiguration("bench")
                .managedClass(AggregateEventEntry.class)
                .property("hibernate.connection.datasource", connections)
                .property("hibernate.dialect", ByteaDialect.class.getName())
                .property("hibernate.hbm2ddl.auto", "create")
                .createEntityManagerFactory();
        Transactions transactions = new Transactions(factory);
        engine = new AggregateBasedJpaEventStorageEngine(
                transactions::current,
                transactions,
                new DelegatingEventConverter(new BytesConverter()),
                configuration -> configuration);
    }

    @Override
    public String name() {
        return "Axon's JPA engine";
    }

    @Override
    public Mono<?> append() {
        String name = Samples.name();
        return Mono.defer(() -> EngineAppend.of(engine, name, Set.of(Tag.of("patient", name))))
                .subscribeOn(scheduler);
    }

    @Override
    public void close() {
        scheduler.dispose();
        threads.close();
        factory.close();
        connections.close();
        database.close();
    }

    private static HikariConfig pool(StoreDatabase database) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.name());
        config.setPassword(database.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(60_000);
        config.setAutoCommit(false);
        return config;
    }

    /** One entity manager a thread, from the start of a transaction to its end. */
    private static final class Transactions implements TransactionManager {

        private final EntityManagerFactory factory;
        private static final ThreadLocal<EntityManager> CURRENT = new ThreadLocal<>();

        Transactions(EntityManagerFactory factory) {
            this.factory = factory;
        }

        EntityManager current() {
            return CURRENT.get();
        }

        @Override
        public Transaction startTransaction() {
            EntityManager manager = factory.createEntityManager();
            var transaction = manager.getTransaction();
            transaction.begin();
            CURRENT.set(manager);
            return new Transaction() {
                @Override
                public void commit() {
                    CURRENT.remove();
                    transaction.commit();
                }

                @Override
                public void rollback() {
                    CURRENT.remove();
                    if (transaction.isActive()) {
                        transaction.rollback();
                    }
                }
            };
        }
    }
}
