package pms.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pms.access.Role;
import pms.gateway.support.GatewayTest;
import pms.gateway.support.Trail;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/** What administrators do to the running system is on record, whoever does it then. */
class OperationsAuditIT extends GatewayTest {

    @SuppressWarnings("NullAway.Init")
    private static Trail trail;

    @BeforeAll
    static void open() {
        trail = new Trail();
    }

    @AfterAll
    static void close() {
        trail.close();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/operations/signing-keys/rotations, keys.rotated",
        "POST, /api/operations/query-side/dead-letters/replays, dead-letters.replayed",
        "DELETE, /api/operations/analytics-projector/dead-letters/analytics/patient.events.v1/0/1, dead-letters.dropped",
        "GET, /api/operations/query-side/dead-letters, operations.read",
        "GET, /api/audit/verification, audit.verified"
    })
    void isOnRecordWithItsPath(String method, String path, String action) {
        Asking asking = Asking.with(client());

        assertThat(asking.send(method, path, loggedInAs(Role.ADMIN), "").status())
                .isEqualTo(200);

        AccessEntry entry = trail.of(asking.id(), 1).getFirst();
        assertThat(entry.getAction()).isEqualTo(action);
        assertThat(entry.getOutcome()).isEqualTo(Outcome.DONE);
        assertThat(entry.getActor()).isEqualTo("admin@test.com");
        assertThat(entry.getDetail()).isEqualTo(path);
    }

    /** The log is never deleted: what somebody writes into an address does not get there. */
    @Test
    void isOnRecordWithoutWhatNobodyWouldName() {
        Asking asking = Asking.with(client());

        asking.send(
                "DELETE",
                "/api/operations/query-side/dead-letters/Jane%20Doe/patient.events.v1/0/1",
                loggedInAs(Role.ADMIN),
                "");

        AccessEntry entry = trail.of(asking.id(), 1).getFirst();
        assertThat(entry.getAction()).isEqualTo("dead-letters.dropped");
        assertThat(entry.getDetail()).isEmpty();
    }
}
