package pms.analytics.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.schema.audit.v1.Outcome;

/**
 * A statement with the conditions that a query has and no others, so that each finds its index. Values are bound, and
 * stand in the text as {@code $1} and so on.
 */
final class AuditSelect {

    private final StringJoiner conditions = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    private final List<Object> values = new ArrayList<>();
    private String sql = "";

    private AuditSelect() {}

    /** The first entries of a query, in its order. */
    static AuditSelect entries(AuditQuery query, int rows) {
        var select = new AuditSelect()
                .where("e.position in (select position from audit_patient where patient_id = ?)", query.patient())
                .where("e.actor = ?", query.actor())
                .where("e.time >= ?", query.from())
                .where("e.time < ?", query.to())
                .where("e.action = ?", query.action())
                .where(query.outcome())
                .where("e.position > ?", query.after())
                .where("e.position < ?", query.before());
        return select.of(EntryRows.SELECT, " order by e.position%s limit %d".formatted(order(query), rows));
    }

    /** The lowest and the highest position of all entries; null when there are none. */
    static AuditSelect ends() {
        return new AuditSelect().of("select min(position), max(position) from audit_entry", "");
    }

    /**
     * The same of those in the time of a query. Written so that the planner can't walk along the positions until it
     * meets the first such moment, which may be at the other end of the log: it reads the index of moments, and of that
     * no more than is in the time asked for.
     */
    static AuditSelect endsOfItsTime(AuditQuery query) {
        var select = new AuditSelect().where("time >= ?", query.from()).where("time < ?", query.to());
        return select.of("select min(position + 0), max(position + 0) from audit_entry", "");
    }

    String sql() {
        return sql;
    }

    /** What stands for {@code $1} and so on. */
    List<Object> values() {
        return List.copyOf(values);
    }

    DatabaseClient.GenericExecuteSpec in(DatabaseClient database) {
        DatabaseClient.GenericExecuteSpec statement = database.sql(sql);
        for (int i = 0; i < values.size(); i++) {
            statement = statement.bind(i, values.get(i));
        }
        return statement;
    }

    private AuditSelect where(String condition, @Nullable Object value) {
        if (value != null) {
            values.add(value);
            conditions.add(condition.replace("?", "$" + values.size()));
        }
        return this;
    }

    /** In the text, since the index leaves out what is DONE: with a value still unknown it could not be used. */
    private AuditSelect where(@Nullable Outcome outcome) {
        if (outcome != null) {
            conditions.add("e.outcome = '" + outcome.name() + "'");
        }
        return this;
    }

    private AuditSelect of(String select, String end) {
        sql = select.stripTrailing() + conditions + end;
        return this;
    }

    private static String order(AuditQuery query) {
        return query.newestFirst() ? " desc" : "";
    }
}
