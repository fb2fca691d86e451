package pms.e2e.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark was called with: the checkout, then names with a value each. What can't be understood ends the process
 * with 2, after a line that says how to call it.
 */
public final class Options {

    private final Path checkout;
    private final Map<String, String> values;
    private final String usage;

    private Options(Path checkout, Map<String, String> values, String usage) {
        this.checkout = checkout;
        this.values = values;
        this.usage = usage;
    }

    /**
     * Reads what was given.
     *
     * @param usage one line; names that stand in it in brackets, such as {@code [--seed N]}, are those that are known
     */
    public static Options of(String[] arguments, String usage) {
        List<String> given = List.of(arguments);
        Options none = new Options(Path.of(""), Map.of(), usage);
        if (given.isEmpty()) {
            throw none.fail("the checkout is missing");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < given.size(); i += 2) {
            if (!usage.contains("[" + given.get(i) + " ") || i + 1 == given.size()) {
                throw none.fail(given.get(i) + " is not understood");
            }
            values.put(given.get(i), given.get(i + 1));
        }
        return new Options(Path.of(given.getFirst()).toAbsolutePath().normalize(), values, usage);
    }

    /** Of the project, absolute. */
    public Path checkout() {
        return checkout;
    }

    /**
     * A folder or a file.
     *
     * @param otherwise below the checkout
     */
    public Path path(String name, String otherwise) {
        String value = values.get(name);
        return value == null ? checkout.resolve(otherwise) : Path.of(value);
    }

    /** At most nine digits without a sign. */
    public int number(String name, int otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("\\d{1,9}")) {
            throw fail(name + " needs a number, not " + value);
        }
        return Integer.parseInt(value);
    }

    private IllegalArgumentException fail(String why) {
        System.err.println(why + "\n" + usage);
        System.exit(2);
        return new IllegalArgumentException(why);
    }
}
