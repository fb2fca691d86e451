package pms.command.database;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import pms.command.eventstore.EventStoreSettings;
import pms.command.eventstore.PostgresEventStore;

/** Makes connections and the store on them. The store starts when the migrations are done. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Duration MAX_IDLE_TIME = Duration.ofMinutes(10);

    /** For what needs a connection to itself: the store's commits and notifications, the leases. */
    @Bean
    PostgresqlConnectionFactory ownConnections(PostgresProperties properties) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(properties.host())
                .port(properties.port())
                .database(properties.database())
                .username(properties.user())
                .password(properties.password())
                .sslMode(properties.tls())
                .sslRootCert(properties.ca())
                .connectTimeout(properties.connectTimeout())
                .applicationName("command-side")
                .build());
    }

    @Bean(destroyMethod = "dispose")
    @Primary
    ConnectionPool pooledConnections(PostgresqlConnectionFactory ownConnections, PostgresProperties properties) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(ownConnections)
                .initialSize(1)
                .maxSize(properties.poolSize())
                .maxIdleTime(MAX_IDLE_TIME)
                .maxAcquireTime(properties.acquireTimeout())
                .build());
    }

    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    PostgresEventStore eventStore(
            PostgresqlConnectionFactory ownConnections, ConnectionPool pooledConnections, MeterRegistry meters) {
        return PostgresEventStore.start(
                ownConnections, pooledConnections, EventStoreSettings.defaults(), CommitMetrics.in(meters));
    }
}
