package pms.e2e.faults.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pms.e2e.faults.truth.Account;
import pms.e2e.faults.truth.AuditRow;
import pms.e2e.faults.truth.EncounterRow;
import pms.e2e.faults.truth.HistoryRow;
import pms.e2e.faults.truth.PatientRow;
import pms.e2e.faults.truth.Said;
import pms.e2e.faults.truth.Stay;
import pms.e2e.faults.truth.Totals;

/** Reads the views, row by row as they are stored. */
final class ViewReader {
    private final Databases databases;

    ViewReader(Databases databases) {
        this.databases = databases;
    }

    List<PatientRow> directory() {
        return databases.read("patients", """
                select id::text, version, active, name, coalesce(email, ''), address, date_of_birth::text,
                       coalesce(gender, 'unknown'), coalesce(region, ''), registered_date::text from patient""", ViewReader::patient);
    }

    private static PatientRow patient(ResultSet row) throws SQLException {
        Said person = new Said(
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9));
        return new PatientRow(row.getString(1), row.getLong(2), row.getBoolean(3), person, row.getString(10));
    }

    List<HistoryRow> history() {
        return databases.read(
                "patients",
                "select position, patient_id::text, event_id::text, type, payload from patient_event",
                row -> new HistoryRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        EventDecoder.simple(row.getString(4)),
                        Digest.content(row.getBytes(5))));
    }

    List<EncounterRow> encounters() {
        return databases.read(
                "patients",
                """
                select patient_id::text, id::text, class, (extract(epoch from started_at) * 1000)::bigint,
                       (coalesce(extract(epoch from ended_at), 0) * 1000)::bigint from encounter""",
                row -> new EncounterRow(
                        row.getString(1),
                        new Stay(row.getString(2), row.getString(3), row.getLong(4), row.getLong(5))));
    }

    Totals totals() {
        List<Long> summary = databases
                .read(
                        "analytics",
                        "select patients, active_patients, accounts_opened, accounts_closed, events from summary",
                        row -> List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .getFirst();
        return new Totals(
                summary.get(0),
                summary.get(1),
                summary.get(2),
                summary.get(3),
                summary.get(4),
                groups("select day::text, count from registrations_by_day where count <> 0"),
                groups("select birth_year || ' ' || lower(gender), count from active_by_birth_year where count <> 0"),
                groups("select region, count from active_by_region where count <> 0"));
    }

    private Map<String, Long> groups(String sql) {
        Map<String, Long> groups = new TreeMap<>();
        databases
                .read("analytics", sql, row -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(group -> groups.put(group.getKey(), group.getValue()));
        return groups;
    }

    /** The entries about changes; those about a feed have positions as well. */
    List<AuditRow> audit() {
        return databases.read(
                "analytics",
                """
                select e.position, e.id::text, e.action, e.event_position, coalesce(p.patient_id::text, '')
                  from audit_entry e left join audit_patient p using (position)
                 where e.event_position > 0 and e.service = 'command-side' order by e.position""",
                row -> new AuditRow(
                        row.getLong(1),
                        row.getString(2),
                        EventDecoder.simple(row.getString(3)),
                        row.getLong(4),
                        row.getString(5)));
    }

    long lastAuditedEvent() {
        return databases
                .read(
                        "analytics",
                        "select coalesce(max(event_position), 0) from audit_entry where service = 'command-side'",
                        row -> row.getLong(1))
                .getFirst();
    }

    List<Account> accounts() {
        return databases.read(
                "billing",
                "select account_id::text, patient_id::text, status = 'OPEN' from account",
                row -> new Account(row.getString(1), row.getString(2), row.getBoolean(3)));
    }
}
