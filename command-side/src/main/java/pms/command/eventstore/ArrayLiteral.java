package pms.command.eventstore;

import java.util.Collection;

/**
 * PostgreSQL's text form of {@code text[]}, for arrays inside arrays: the driver sends rectangular ones only.
 *
 * @see <a href="https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO">Array Input and Output Syntax</a>
 */
final class ArrayLiteral {

    private static final String EMPTY = "{}";

    private ArrayLiteral() {}

    static String of(Collection<String> texts) {
        if (texts.isEmpty()) {
            return EMPTY;
        }
        StringBuilder literal = new StringBuilder("{");
        for (String text : texts) {
            if (literal.length() > 1) {
                literal.append(',');
            }
            appendQuoted(literal, text);
        }
        return literal.append('}').toString();
    }

    private static void appendQuoted(StringBuilder literal, String text) {
        literal.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\');
            }
            literal.append(c);
        }
        literal.append('"');
    }
}
