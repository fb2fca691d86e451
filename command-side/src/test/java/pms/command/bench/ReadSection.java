package pms.command.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.PGConnection;
import pms.command.eventstore.StoreDatabase;

/** Reading the whole log against the fastest way that PostgreSQL has to give it out. */
final class ReadSection {

    private static final String COPY = "copy (select * from event order by position) to stdout";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Report report;
    private final LongLog log;
    private final int rounds;

    ReadSection(Report report, LongLog log, int rounds) {
        this.report = report;
        this.log = log;
        this.rounds = rounds;
    }

    void run() {
        long events = log.head();
        read(); // warms up
        List<Round> ours = new ArrayList<>();
        List<Round> copied = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            report.progress("reading everything, round " + (round + 1));
            ours.add(timed(events, this::read));
            copied.add(timed(events, () -> copy(log.database())));
        }
        report.title("Reading everything: " + String.format(Locale.ROOT, "%,d", events) + " events, in order");
        report.header("what", "events/s", "times COPY");
        report.row(
                "this store, decoded",
                Spread.of(ours, Round::perSecond).count(),
                Spread.ratio(ours, copied, Round::perSecond).times());
        report.row(
                "`" + COPY + "`, thrown away",
                Spread.of(copied, Round::perSecond).count(),
                "");
    }

    private void read() {
        long head = log.head();
        long read = log.store().readAll(0).count().blockOptional(LIMIT).orElseThrow();
        if (read != head) {
            throw new IllegalStateException(read + " events read of " + head);
        }
    }

    private static Round timed(long events, Runnable work) {
        long start = System.nanoTime();
        work.run();
        return new Round(events / ((System.nanoTime() - start) / 1e9), Double.NaN, Double.NaN);
    }

    private static void copy(StoreDatabase database) {
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.name(), database.password())) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY, OutputStream.nullOutputStream());
        } catch (SQLException failure) {
            throw new IllegalStateException("COPY failed", failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
