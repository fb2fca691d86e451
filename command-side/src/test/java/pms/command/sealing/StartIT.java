package pms.command.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import pms.command.testing.BillingPeer;
import pms.command.testing.Servers;
import pms.command.testing.Servers.Database;
import pms.command.testing.Service;

/** The service starts with the key-encryption key of its data, or says in one line why not, and changes nothing. */
@ExtendWith(OutputCaptureExtension.class)
class StartIT {

    private final Database database = Servers.freshDatabase();
    private final String topic = Servers.freshTopic();
    private final BillingPeer billing = new BillingPeer();

    @Test
    void refusesToStartWithoutAKeyAndLeavesTheDatabaseEmpty(CapturedOutput output) throws SQLException {
        assertThatThrownBy(() -> Service.start(database, topic, billing, "")).hasRootCauseInstanceOf(KeyRefused.class);

        assertOneLine(output, "there is no key-encryption key");
        assertThat(number("select count(*) from pg_tables where schemaname in ('public', 'keys')"))
                .isZero();
    }

    @Test
    void refusesToStartWithAnotherKeyThanThatOfTheData(CapturedOutput output) throws SQLException {
        Service.start(database, topic, billing, Service.KEK).close();
        String migrations = "select count(*) from flyway_schema_history";
        String keys =
                "select hashtextextended(string_agg(kek_id || encode(wrapped, 'hex'), ','), 0) from keys.system_key";
        long migrated = number(migrations);
        long sealed = number(keys);
        String other = Base64.getEncoder().encodeToString(Aes.randomKey());

        assertThatThrownBy(() -> Service.start(database, topic, billing, other))
                .hasRootCauseInstanceOf(KeyRefused.class);

        assertOneLine(output, "the data is sealed under the key-encryption key");
        assertThat(output.getAll()).doesNotContain(other);
        assertThat(number(migrations)).isEqualTo(migrated);
        assertThat(number(keys)).isEqualTo(sealed);
        Service.start(database, topic, billing, Service.KEK).close();
    }

    private static void assertOneLine(CapturedOutput output, String reason) {
        assertThat(output.getAll().lines().filter(line -> line.contains(reason)))
                .as("one clear line")
                .singleElement()
                .asString()
                .contains("Nothing was changed, command-side does not start: ");
        assertThat(output.getAll()).doesNotContain("APPLICATION FAILED TO START");
    }

    private long number(String sql) throws SQLException {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name());
        try (Connection connection = DriverManager.getConnection(url, database.owner(), database.password());
                ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
