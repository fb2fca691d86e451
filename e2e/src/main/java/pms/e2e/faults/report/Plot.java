package pms.e2e.faults.report;

import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import pms.e2e.faults.Result;
import pms.e2e.faults.Sample;
import pms.e2e.faults.inject.Injected;

/** Acknowledged commands a second and the longest lag over time as SVG, with a line for each fault. */
final class Plot {
    private static final int WIDTH = 1_000;
    private static final int LEFT = 60;
    private static final int PANEL = 180;
    private static final int TOP = 30;
    private static final int GAP = 60;
    /** Points are averages over so many pixels at least. */
    private static final double PIXELS_PER_POINT = 3;

    private final Result result;
    private final StringBuilder svg = new StringBuilder();
    private final Formatter out = new Formatter(svg, Locale.ROOT);
    private final double seconds;

    private record Point(double seconds, double value) {}

    private Plot(Result result) {
        this.result = result;
        this.seconds = Math.max(
                1, result.samples().isEmpty() ? 1 : result.samples().getLast().seconds());
    }

    static String of(Result result) {
        return new Plot(result).draw();
    }

    private String draw() {
        int height = TOP + 2 * PANEL + GAP + 40;
        out.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                LEFT + WIDTH + 20, height);
        out.format("%n<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        faults(height);
        panel(TOP, "acknowledged commands a second", throughput(), "#1f77b4");
        panel(TOP + PANEL + GAP, "longest lag, in events", lag(), "#d62728");
        for (int tick = 0; tick <= 6; tick++) {
            double at = seconds * tick / 6;
            out.format("%n<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f s</text>", x(at), height - 12, at);
        }
        out.format("%n</svg>%n");
        return svg.toString();
    }

    private void faults(int height) {
        for (Injected each : result.injected()) {
            double from = x((each.fromNanos() - result.beginNanos()) / 1e9);
            double to = x((each.toNanos() - result.beginNanos()) / 1e9);
            out.format(
                    "%n<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#999\" fill-opacity=\"0.35\">"
                            + "<title>%d: %s</title></rect>",
                    from,
                    TOP,
                    Math.max(1, to - from),
                    height - TOP - 40,
                    each.planned().number(),
                    each.planned().fault().describe());
        }
    }

    private void panel(int top, String title, List<Point> points, String colour) {
        double most =
                Math.max(1, points.stream().mapToDouble(Point::value).max().orElse(1));
        out.format("%n<text x=\"%d\" y=\"%d\">%s</text>", LEFT, top - 8, title);
        for (int tick = 0; tick <= 2; tick++) {
            double y = top + PANEL - PANEL * tick / 2.0;
            out.format(
                    "%n<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>", LEFT, LEFT + WIDTH, y, y);
            out.format("%n<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>", LEFT - 6, y + 4, most * tick / 2);
        }
        StringBuilder line = new StringBuilder();
        for (Point point : points) {
            line.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(point.seconds()), top + PANEL - PANEL * point.value() / most));
        }
        out.format("%n<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.2\"/>", line, colour);
    }

    private List<Point> throughput() {
        List<Point> points = new ArrayList<>();
        Sample before = null;
        for (Sample sample : result.samples()) {
            if (before != null && x(sample.seconds()) - x(before.seconds()) < PIXELS_PER_POINT) {
                continue;
            }
            if (before != null) {
                double rate = (sample.acknowledged() - before.acknowledged()) / (sample.seconds() - before.seconds());
                points.add(new Point(sample.seconds(), rate));
            }
            before = sample;
        }
        return points;
    }

    private List<Point> lag() {
        ToDoubleFunction<Sample> longest = sample ->
                sample.lag().values().stream().mapToLong(Long::longValue).max().orElse(0);
        return result.samples().stream()
                .filter(sample -> !sample.lag().isEmpty())
                .map(sample -> new Point(sample.seconds(), longest.applyAsDouble(sample)))
                .toList();
    }

    private double x(double at) {
        return LEFT + WIDTH * at / seconds;
    }
}
