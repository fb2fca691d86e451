package pms.query.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pms.query.App;

/** The planner has no statistics of personal columns: it must find the indexes all the same. */
class PlansIT {

    private static App app;

    @BeforeAll
    static void start() throws SQLException {
        app = new App("plans");
        app.sql("""
                insert into patient
                select gen_random_uuid(), 'Given' || n, null, null, null, null, 'A', date '1950-01-01' + n % 20000, null,
                       null, '[]', date '2020-01-01' + n % 2000, n % 20 <> 0, 1, 'given' || n
                  from generate_series(1, 200000) n
                """);
        app.sql("insert into patient_term select 'w', sort_name, id from patient");
        app.sql("insert into patient_term select 'w', 'family' || left(sort_name, 7), id from patient");
        app.sql("insert into patient_term select 'x', sort_name || '@example.org', id from patient");
        app.sql("analyze patient, patient_term");
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    @Test
    void keepsNoValuesOfPersonalColumns() throws SQLException {
        assertThat(app.strings("""
                        select tablename || '.' || attname from pg_stats
                         where tablename in ('patient', 'patient_term') order by 1
                        """))
                .containsExactlyInAnyOrder(
                        "patient.id",
                        "patient.gender",
                        "patient.region",
                        "patient.registered_date",
                        "patient.active",
                        "patient.version",
                        "patient_term.kind",
                        "patient_term.patient_id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void findsByTheIndexOfTerms(String mode) throws SQLException {
        String search = Directory.select("id", Directory.FOUND) + " order by sort_name, id limit 20";
        List<String> plan = plan(mode, search, "('given1777@example.org', 'given1777', array['familygiven17'])");
        assertThat(plan)
                .anyMatch(line -> line.contains("patient_term_pkey"))
                .anyMatch(line -> line.contains("patient_pkey"))
                .noneMatch(line -> line.contains("Seq Scan on patient"));
    }

    @ParameterizedTest
    @CsvSource({
        "'sort_name, id', patient_by_name",
        "'sort_name desc, id desc', patient_by_name",
        "'date_of_birth, id', patient_by_date_of_birth",
        "'registered_date, id', patient_by_registered_date"
    })
    void listsInTheOrderOfAnIndex(String order, String index) throws SQLException {
        String list = Directory.select("id", "patient") + " order by " + order + " limit 20";
        assertThat(plan("force_generic_plan", list, ""))
                .anyMatch(line -> line.contains(index))
                .noneMatch(line -> line.contains("Sort"));
    }

    private static List<String> plan(String mode, String select, String values) throws SQLException {
        String types = values.isEmpty() ? "" : "(text, text, text[])";
        return app.strings("set plan_cache_mode = " + mode + "; prepare asked" + types + " as " + select
                + "; explain execute asked" + values);
    }
}
