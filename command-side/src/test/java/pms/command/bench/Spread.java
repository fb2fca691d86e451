package pms.command.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The median of several rounds, and how far they lay apart. */
record Spread(double least, double median, double most) {

    static Spread of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    static Spread of(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return of(rounds.stream().mapToDouble(figure).toArray());
    }

    /** Round by round, since rounds that lie side by side saw the same machine. */
    static Spread ratio(List<Round> of, List<Round> to, ToDoubleFunction<Round> figure) {
        return of(IntStream.range(0, of.size())
                .mapToDouble(i -> figure.applyAsDouble(of.get(i)) / figure.applyAsDouble(to.get(i)))
                .toArray());
    }

    String times() {
        return String.format(Locale.ROOT, "**%.2f** (%.2f to %.2f)", median, least, most);
    }

    String count() {
        return String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)", median, least, most);
    }

    String millis() {
        return Double.isNaN(median) ? "" : String.format(Locale.ROOT, "%.2f", median);
    }
}
