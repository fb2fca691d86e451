package pms.analytics.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import pms.schema.audit.v1.Outcome;

/**
 * A statement with the conditions that a query has and no others. Values are bound, and stand in the text as {@code $1}
 * and so on.
 *
 * <p>Each query has an index that leads it, and is written so that no other can: the planner believes that the entries of
 * an actor are strewn evenly over the log, and would walk along the positions to find the first of them, which may be the
 * whole way. So the leading column is compared together with the position and ordered by, not held to be equal; and what
 * else is asked about is looked at entry by entry ({@code offset 0} keeps the planner from joining the other way round).
 */
final class AuditSelect {

    private final StringJoiner conditions = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    private final List<Object> values = new ArrayList<>();
    private String sql = "";

    private AuditSelect() {}

    /**
     * What leads to the entries of a query.
     *
     * @param column by which an index of the table is ordered, before the position; empty for the position alone
     */
    private record Lead(String table, String column, Object value) {

        /** By what is likely to leave the fewest entries. */
        static Lead of(AuditQuery query) {
            if (query.patient() != null) {
                return new Lead("audit_patient", "patient_id", query.patient());
            }
            if (query.actor() != null) {
                return new Lead("audit_entry", "actor", query.actor());
            }
            if (query.action() != null) {
                return new Lead("audit_entry", "action", query.action());
            }
            return query.outcome() == null || query.outcome() == Outcome.DONE
                    ? new Lead("audit_entry", "", "")
                    : new Lead("audit_entry", "outcome", query.outcome().name());
        }

        /** Without the value. */
        @Override
        public String toString() {
            return "Lead[" + table + ", " + column + "]";
        }

        boolean isBy(String other) {
            return column.equals(other);
        }

        String order(String direction) {
            return column.isEmpty() ? "a.position" + direction : "a." + column + direction + ", a.position" + direction;
        }
    }

    /** The first entries of a query, in its order. */
    static AuditSelect entries(AuditQuery query, int rows) {
        Lead lead = Lead.of(query);
        Outcome outcome = query.outcome();
        String from = " from " + lead.table()
                + " a cross join lateral (select * from audit_entry where position = a.position offset 0) e";
        String order = lead.order(query.newestFirst() ? " desc" : "");
        return new AuditSelect()
                .whereLed(lead, query)
                .whereEqual(lead, "actor", query.actor())
                .whereEqual(lead, "action", query.action())
                .whereEqual(lead, "outcome", outcome == null ? null : outcome.name())
                .where("e.time >= ?", query.from())
                .where("e.time < ?", query.to())
                .of(EntryRows.COLUMNS.stripTrailing() + from, " order by " + order + " limit " + rows);
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

    /** Between the positions of the query. */
    private AuditSelect whereLed(Lead lead, AuditQuery query) {
        if (lead.isBy("")) {
            return where("a.position > ?", query.after()).where("a.position < ?", query.before());
        }
        if (lead.isBy("outcome")) {
            conditions.add("a.outcome <> 'DONE'"); // as the index says
        }
        String key = "(a." + lead.column() + ", a.position)";
        return where(key + " > (?, ?)", lead.value(), query.after())
                .where(key + " < (?, ?)", lead.value(), query.before());
    }

    private AuditSelect whereEqual(Lead lead, String column, @Nullable Object value) {
        return lead.isBy(column) ? this : where("e." + column + " = ?", value);
    }

    /** Nothing when the one value is null. */
    private AuditSelect where(String condition, @Nullable Object... given) {
        String text = condition;
        for (Object value : given) {
            if (value == null) {
                return this;
            }
            values.add(value);
            text = text.replaceFirst("\\?", "\\$" + values.size());
        }
        conditions.add(text);
        return this;
    }

    private AuditSelect of(String select, String end) {
        sql = select + conditions + end;
        return this;
    }
}
