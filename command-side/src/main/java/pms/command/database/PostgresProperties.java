package pms.command.database;

import io.r2dbc.postgresql.client.SSLMode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the service's own database is.
 *
 * @param tls how connections are secured
 * @param ca the file with the certificates that vouch for the server, as PEM; read when they are checked
 * @param poolSize connections for reads and checkpoints; the event store and the leases have more of their own
 * @param acquireTimeout how long a read waits for a connection
 */
@Validated
@ConfigurationProperties("pms.postgres")
record PostgresProperties(
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotBlank String database,
        @NotBlank String user,
        @DefaultValue("") String password,
        @DefaultValue("disable") SSLMode tls,
        @DefaultValue("/dev/null") String ca,
        @DefaultValue("8") @Min(2) int poolSize,
        @DefaultValue("5s") Duration acquireTimeout,
        @DefaultValue("5s") Duration connectTimeout) {

    /** Without the password. */
    @Override
    public String toString() {
        return "PostgresProperties[%s@%s:%d/%s]".formatted(user, host, port, database);
    }
}
