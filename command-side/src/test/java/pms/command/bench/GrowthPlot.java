package pms.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Draws the cost of one append and one sourcing over the length of the log, which has a logarithmic axis. */
@SuppressWarnings("AnnotateFormatMethod") // would need a library for two private methods
final class GrowthPlot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 150;
    private static final int TOP = 30;
    private static final int BOTTOM = 50;
    private static final int LINES = 4;

    private final List<GrowthSection.Point> points;
    private final double highest;
    private final StringBuilder svg = new StringBuilder();

    private GrowthPlot(List<GrowthSection.Point> points) {
        this.points = points;
        this.highest = 1.25
                * points.stream()
                        .mapToDouble(point ->
                                Math.max(point.append().p50(), point.source().p50()))
                        .max()
                        .orElse(1);
    }

    static void write(Path file, List<GrowthSection.Point> points) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, new GrowthPlot(points).draw());
    }

    private String draw() {
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>",
                WIDTH, HEIGHT);
        add("<rect width='100%%' height='100%%' fill='white'/>");
        add("<text x='%d' y='18' font-weight='bold'>Cost of one operation, median</text>", LEFT);
        for (int line = 0; line <= LINES; line++) {
            double millis = highest * line / LINES;
            add("<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/>", LEFT, WIDTH - RIGHT, y(millis), y(millis));
            add("<text x='%d' y='%.1f' text-anchor='end'>%.2f ms</text>", LEFT - 6, y(millis) + 4, millis);
        }
        for (GrowthSection.Point point : points) {
            add(
                    "<text x='%.1f' y='%d' text-anchor='middle'>%s</text>",
                    x(point.events()), HEIGHT - BOTTOM + 20, String.format(Locale.ROOT, "%,d", point.events()));
        }
        add(
                "<text x='%d' y='%d' text-anchor='middle'>events in the log</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8);
        curve("append, 1 caller", "#0b6e99", point -> point.append().p50());
        curve("source 10 events", "#b3541e", point -> point.source().p50());
        add("</svg>");
        return svg.toString();
    }

    private void curve(String name, String color, ToDoubleFunction<GrowthSection.Point> millis) {
        String path = points.stream()
                .map(point -> format("%.1f,%.1f", x(point.events()), y(millis.applyAsDouble(point))))
                .collect(Collectors.joining(" "));
        add("<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>", path, color);
        for (GrowthSection.Point point : points) {
            add(
                    "<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>",
                    x(point.events()), y(millis.applyAsDouble(point)), color);
        }
        GrowthSection.Point last = points.getLast();
        add(
                "<text x='%.1f' y='%.1f' fill='%s'>%s</text>",
                x(last.events()) + 8, y(millis.applyAsDouble(last)) + 4, color, name);
    }

    private double x(long events) {
        double first = Math.log((double) points.getFirst().events());
        double last = Math.log((double) points.getLast().events());
        double share = last > first ? (Math.log((double) events) - first) / (last - first) : 0;
        return LEFT + 20 + share * (WIDTH - LEFT - RIGHT - 40);
    }

    private double y(double millis) {
        return HEIGHT - BOTTOM - millis / highest * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String format, Object... values) {
        svg.append(format(format, values)).append('\n');
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
