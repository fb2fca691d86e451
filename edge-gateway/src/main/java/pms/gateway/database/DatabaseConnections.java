package pms.gateway.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A small pool: logins, accounts and trust are all that it serves, tokens are checked without the database. */
@Configuration(proxyBeanMethods = false)
class DatabaseConnections {

    private static final Duration MAX_IDLE = Duration.ofMinutes(5);

    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionPool(DatabaseSettings settings) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connectionFactory(settings))
                .name("auth")
                .initialSize(0)
                .maxSize(settings.connections())
                .maxIdleTime(MAX_IDLE)
                .maxCreateConnectionTime(settings.patience())
                .maxAcquireTime(settings.patience())
                .build());
    }

    @Bean
    DatabaseClient databaseClient(ConnectionPool pool) {
        return DatabaseClient.create(pool);
    }

    @Bean
    TransactionalOperator transactionalOperator(ConnectionPool pool) {
        return TransactionalOperator.create(new R2dbcTransactionManager(pool));
    }

    private static PostgresqlConnectionFactory connectionFactory(DatabaseSettings settings) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .applicationName("edge-gateway")
                .host(settings.host())
                .port(settings.port())
                .database(settings.name())
                .username(settings.user())
                .password(settings.password())
                .sslMode(settings.tls())
                .sslRootCert(settings.ca())
                .connectTimeout(settings.patience())
                .statementTimeout(settings.patience())
                .build());
    }
}
