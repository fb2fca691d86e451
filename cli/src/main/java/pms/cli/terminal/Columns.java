package pms.cli.terminal;

import java.util.List;
import java.util.stream.IntStream;

/** Lines of a table, each column as wide as its longest cell. */
public final class Columns {
    private static final String GAP = "  ";

    private Columns() {}

    /**
     * The lines of a table.
     *
     * @param rows all of one length
     */
    public static List<String> of(List<List<String>> rows) {
        List<Integer> widths = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toList();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).repeat(' ', widths.get(column) - cell.length()).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
