package pms.billing.database;

import io.r2dbc.postgresql.client.SSLMode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the database is and how long anything there may take.
 *
 * @param tls how connections are secured
 * @param ca the file with the certificates that vouch for the server, as PEM; read when they are checked
 * @param poolSize connections for requests; following the account changes uses one more
 * @param acquireTimeout how long a request waits for a connection of the pool
 * @param statementTimeout after which PostgreSQL itself ends a statement or a wait for a lock
 */
@Validated
@ConfigurationProperties("pms.postgres")
record PostgresProperties(
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotBlank String database,
        @NotBlank String user,
        String password,
        SSLMode tls,
        String ca,
        @Min(2) @Max(100) int poolSize,
        Duration connectTimeout,
        Duration acquireTimeout,
        Duration statementTimeout) {
    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresProperties[%s@%s:%d/%s]".formatted(user, host, port, database);
    }
}
