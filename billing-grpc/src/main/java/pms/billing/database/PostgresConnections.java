package pms.billing.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connections to the one database of this service, each with its time limits set in PostgreSQL too. */
@Configuration(proxyBeanMethods = false)
class PostgresConnections {
    private static final Duration MAX_IDLE = Duration.ofMinutes(10);
    private static final Duration MAX_LIFE = Duration.ofMinutes(30);

    /** Single connections outside the pool, for listening. */
    @Bean
    PostgresqlConnectionFactory postgresqlConnectionFactory(PostgresProperties postgres) {
        var limitMillis = Long.toString(postgres.statementTimeout().toMillis());
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .applicationName("billing-grpc")
                .host(postgres.host())
                .port(postgres.port())
                .database(postgres.database())
                .username(postgres.user())
                .password(postgres.password())
                .sslMode(postgres.tls())
                .sslRootCert(postgres.ca())
                .connectTimeout(postgres.connectTimeout())
                .tcpKeepAlive(true)
                .options(Map.of(
                        "statement_timeout", limitMillis,
                        "lock_timeout", limitMillis,
                        "idle_in_transaction_session_timeout", limitMillis))
                .build());
    }

    /** A dead connection is found when it is taken, one at each try: after a restart of the database all of them. */
    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionPool(PostgresqlConnectionFactory connections, PostgresProperties postgres) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections)
                .initialSize(0)
                .maxSize(postgres.poolSize())
                .acquireRetry(postgres.poolSize())
                .maxAcquireTime(postgres.acquireTimeout())
                .maxCreateConnectionTime(postgres.connectTimeout())
                .maxIdleTime(MAX_IDLE)
                .maxLifeTime(MAX_LIFE)
                .validationDepth(ValidationDepth.LOCAL)
                .build());
    }
}
