package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;

/** Whatever is done to the log behind the service's back, the verification says where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperingIT {
    private static final String NAME = "tampering";
    private static final int ENTRIES = 9;
    private static final String COLUMNS = "id, time, actor, role, action, outcome, address, correlation_id, service,"
            + " event_position, detail, source_offset, hash";

    private AuditTopic topic;
    private RunningAnalytics analytics;
    private Superuser superuser;
    private String password;

    record Fault(long position, String kind, String what) {}

    record Verification(long entries, String head, long faultCount, List<Fault> faults) {}

    @BeforeAll
    void start() {
        topic = new AuditTopic(NAME + "-audit");
        Servers.createTopic(NAME, 1);
        topic.write(1, ENTRIES + 1);
        password = Servers.postgres().createDatabase(NAME);
        analytics = new RunningAnalytics(NAME, password);
        analytics.awaitAudit(ENTRIES);
        superuser = new Superuser(NAME);
        for (String table : List.of("audit_entry", "audit_patient", "audit_head")) {
            superuser.execute("create table kept_%1$s as table %1$s".formatted(table));
        }
    }

    @AfterAll
    void stop() {
        analytics.close();
        superuser.close();
        topic.close();
    }

    @BeforeEach
    void restore() {
        superuser.execute("truncate audit_entry, audit_patient, audit_head");
        for (String table : List.of("audit_entry", "audit_patient", "audit_head")) {
            superuser.execute("insert into %1$s table kept_%1$s".formatted(table));
        }
    }

    @Test
    void anUntouchedLogHasNoFaults() {
        var found = verification();
        assertThat(found.entries()).isEqualTo(ENTRIES);
        assertThat(found.head()).matches("[0-9a-f]{64}");
        assertThat(found.faults()).isEmpty();
        assertThat(found.faultCount()).isZero();
        assertThat(superuser.count("audit_patient"))
                .as("each patient once an entry")
                .isEqualTo(2L * ENTRIES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            id             | gen_random_uuid()
            time           | time + interval '1 microsecond'
            actor          | concat(actor, 'x')
            role           | 'ADMIN'
            action         | ''
            outcome        | 'NOTHING'
            address        | '127.0.0.1'
            correlation_id | ''
            service        | 'command-side'
            event_position | 1
            detail         | ''
            source_offset  | source_offset + 100
            """)
    void aChangedColumnIsOneChangedEntry(String column, String value) {
        superuser.execute("update audit_entry set %s = %s where position = 4".formatted(column, value));
        assertThat(verification().faults()).contains(new Fault(4, "CHANGED", "hash"));
        assertThat(verification().faults()).allMatch(fault -> fault.position() == 4 || fault.position() == 5);
    }

    @Test
    void textMovedFromOneColumnToTheNextIsAChange() {
        superuser.execute("update audit_entry set role = '', action = role || action where position = 4");
        assertThat(verification().faults()).containsExactly(new Fault(4, "CHANGED", "hash"));
    }

    @Test
    void aChangedHashIsFoundThereAndWhereItIsBuiltUpon() {
        superuser.execute("update audit_entry set hash = sha256(hash) where position = 4");
        assertThat(verification().faults())
                .containsExactly(new Fault(4, "CHANGED", "hash"), new Fault(5, "CHANGED", "hash"));
    }

    @Test
    void aMovedEntryIsMissingThereAndWasNeverWrittenHere() {
        superuser.execute("update audit_entry set position = 40 where position = 4");
        superuser.execute("update audit_patient set position = 40 where position = 4");
        assertThat(verification().faults())
                .containsExactly(new Fault(4, "MISSING", "entry"), new Fault(40, "INSERTED", "behind-the-head"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_patient set patient_id = gen_random_uuid() where position = 4",
                "delete from audit_patient where position = 4",
                "insert into audit_patient values (gen_random_uuid(), 4)"
            })
    void changedPatientsAreAChangedEntry(String sql) {
        superuser.execute(sql);
        assertThat(verification().faults()).containsExactly(new Fault(4, "CHANGED", "hash"));
    }

    @Test
    void aPatientWithoutAnEntryWasInserted() {
        superuser.execute("insert into audit_patient values (gen_random_uuid(), 77)");
        assertThat(verification().faults()).containsExactly(new Fault(77, "INSERTED", "patient"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, ENTRIES - 1})
    void aRemovedEntryIsMissing(int position) {
        remove("position = " + position);
        assertThat(verification().faults()).containsExactly(new Fault(position, "MISSING", "entry"));
        assertThat(verification().entries()).isEqualTo(ENTRIES - 1L);
    }

    @Test
    void aRemovedEndIsTruncated() {
        remove("position >= 8");
        assertThat(verification().faults()).containsExactly(new Fault(8, "TRUNCATED", "entry"));
        remove("position > 0");
        assertThat(verification().faults()).containsExactly(new Fault(1, "TRUNCATED", "entry"));
    }

    @Test
    void aHeadThatWasSetBackToARemovedEndBreaksItsSeal() {
        remove("position = 9");
        superuser.execute(
                "update audit_head set entries = 8, hash = (select hash from audit_entry where position = 8)");
        assertThat(verification().faults()).containsExactly(new Fault(8, "CHANGED", "head"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash = sha256(hash)", "seal = sha256(seal)"})
    void aChangedHeadIsFound(String change) {
        superuser.execute("update audit_head set " + change);
        assertThat(verification().faults()).contains(new Fault(ENTRIES, "CHANGED", "head"));
    }

    @Test
    void aRemovedHeadIsMissing() {
        superuser.execute("delete from audit_head");
        assertThat(verification().faults()).contains(new Fault(0, "MISSING", "head"));
    }

    @Test
    void anEntryPutBehindTheLastWasInserted() {
        superuser.execute("insert into audit_entry (position, %1$s) select 10, %1$s from audit_entry where position = 9"
                .formatted(COLUMNS)
                .replaceFirst("select 10, id", "select 10, gen_random_uuid()"));
        assertThat(verification().faults()).containsExactly(new Fault(10, "INSERTED", "behind-the-head"));
    }

    @Test
    void anEntryPutInBetweenChangesAllFromThere() {
        superuser.execute("alter table audit_entry drop constraint audit_entry_position_check");
        superuser.execute("update audit_entry set position = -position - 1 where position >= 4");
        superuser.execute("update audit_entry set position = -position where position < 0");
        superuser.execute("update audit_patient set position = -position - 1 where position >= 4");
        superuser.execute("update audit_patient set position = -position where position < 0");
        superuser.execute("insert into audit_entry (position, %1$s) select 4, %1$s from audit_entry where position = 3"
                .formatted(COLUMNS)
                .replaceFirst("select 4, id", "select 4, gen_random_uuid()"));
        assertThat(verification().faults())
                .extracting(Fault::position)
                .as("from the inserted one to the end")
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void twoSwappedEntriesAreBothChanged() {
        superuser.execute("update audit_entry set position = 1000 where position = 4");
        superuser.execute("update audit_entry set position = 4 where position = 5");
        superuser.execute("update audit_entry set position = 5 where position = 1000");
        assertThat(verification().faults()).contains(new Fault(4, "CHANGED", "hash"), new Fault(5, "CHANGED", "hash"));
    }

    @Test
    void theListOfFaultsIsBounded() {
        superuser.execute("insert into audit_patient select gen_random_uuid(), n from generate_series(100, 400) n");
        var found = verification();
        assertThat(found.faults()).hasSize(100);
        assertThat(found.faultCount()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = ''",
                "delete from audit_entry",
                "truncate audit_entry, audit_patient",
                "update audit_patient set position = 1",
                "delete from audit_patient",
                "delete from audit_head",
                "truncate audit_head"
            })
    void theServicesRoleMayOnlyAdd(String sql) throws SQLException {
        var url = "jdbc:postgresql://%s:%d/%s"
                .formatted(Servers.postgres().host(), Servers.postgres().port(), NAME);
        try (var connection = DriverManager.getConnection(url, NAME, password);
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
        }
    }

    private void remove(String condition) {
        superuser.execute("delete from audit_patient where " + condition);
        superuser.execute("delete from audit_entry where " + condition);
    }

    private Verification verification() {
        return analytics.getAsOperator("/internal/audit/verification", new ParameterizedTypeReference<>() {});
    }
}
