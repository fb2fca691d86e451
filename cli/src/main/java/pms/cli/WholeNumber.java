package pms.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers of the command line, refused in words that do not speak of Java. */
final class WholeNumber {
    private WholeNumber() {}

    /** For all options of a command and of those below it. */
    static void readIn(CommandLine line) {
        line.registerConverter(int.class, converter(Integer::valueOf));
        line.registerConverter(Integer.class, converter(Integer::valueOf));
        line.registerConverter(long.class, converter(Long::valueOf));
        line.registerConverter(Long.class, converter(Long::valueOf));
    }

    private static <N extends Number> ITypeConverter<N> converter(Function<String, N> parse) {
        return given -> {
            try {
                return parse.apply(given);
            } catch (NumberFormatException malformed) {
                throw new TypeConversionException("'" + given + "' is "
                        + (given.matches("-?[0-9]+") ? "too large a number" : "not a whole number"));
            }
        };
    }
}
