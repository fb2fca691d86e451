package pms.command.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What an append and the sourcing of an entity cost while the log grows. */
final class GrowthSection {

    private static final int READERS = 8;

    private final Report report;
    private final LongLog log;
    private final Duration length;
    private final List<Point> points = new ArrayList<>();

    /** @param events how long the log was */
    record Point(long events, Round append, Round source) {}

    GrowthSection(Report report, LongLog log, Duration length) {
        this.report = report;
        this.log = log;
        this.length = length;
    }

    /** Grows the log first. */
    void measureAt(long events) {
        report.progress("growing the log to " + count(events));
        log.growTo(events);
        if (points.isEmpty()) {
            ClosedLoop.run(log::append, READERS, length);
            ClosedLoop.run(log::sourceOne, READERS, length);
        }
        report.progress("measuring at " + count(events));
        Round source = ClosedLoop.run(log::sourceOne, READERS, length);
        Round append = ClosedLoop.run(log::append, 1, length);
        points.add(new Point(events, append, source));
    }

    void report(Path plot) throws IOException {
        report.title("How cost grows with the log");
        report.line("Append: 1 caller, its condition on a tag. Sourcing: an entity of 10 events that lie far apart, "
                + READERS + " callers. In brackets: times the figure at "
                + count(points.getFirst().events()) + ".");
        report.line("");
        report.header("events", "append p50 ms", "append p99 ms", "source p50 ms", "source p99 ms", "sourced/s");
        for (Point point : points) {
            report.row(
                    count(point.events()),
                    against(point, at -> at.append().p50()),
                    against(point, at -> at.append().p99()),
                    against(point, at -> at.source().p50()),
                    against(point, at -> at.source().p99()),
                    count(Math.round(point.source().perSecond())));
        }
        GrowthPlot.write(plot, points);
    }

    private String against(Point point, ToDoubleFunction<Point> figure) {
        double value = figure.applyAsDouble(point);
        return String.format(Locale.ROOT, "%.2f (%.2f)", value, value / figure.applyAsDouble(points.getFirst()));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
