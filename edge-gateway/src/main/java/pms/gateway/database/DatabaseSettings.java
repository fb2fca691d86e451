package pms.gateway.database;

import io.r2dbc.postgresql.client.SSLMode;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is, and how much is asked of it.
 *
 * @param tls how connections are secured
 * @param ca the file with the certificates that vouch for the server, as PEM; read when they are checked
 * @param connections the most that are open at once
 * @param patience how long connecting, waiting for a free connection, or one statement may take
 */
@ConfigurationProperties("pms.database")
public record DatabaseSettings(
        String host,
        int port,
        String name,
        String user,
        String password,
        @DefaultValue("disable") SSLMode tls,
        @DefaultValue("/dev/null") String ca,
        @DefaultValue("8") int connections,
        @DefaultValue("2s") Duration patience) {

    /** The password does not belong in logs. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + host + ":" + port + "/" + name + "]";
    }
}
