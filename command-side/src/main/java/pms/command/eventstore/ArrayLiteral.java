package pms.command.eventstore;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Builds PostgreSQL's text form of an array. The driver's own arrays are rectangular, and it looks at each of their
 * characters several times, which took a sixth of an append.
 *
 * @see <a href="https://www.postgresql.org/docs/18/arrays.html#ARRAYS-IO">Array Input and Output Syntax</a>
 */
final class ArrayLiteral {

    private final StringBuilder literal = new StringBuilder("{");

    static String of(Collection<String> texts) {
        ArrayLiteral array = new ArrayLiteral();
        texts.forEach(array::add);
        return array.toString();
    }

    void add(@Nullable String text) {
        separate();
        if (text == null) {
            literal.append("NULL");
        } else {
            appendQuoted(text);
        }
    }

    /** A text that is no other word for NULL and has none of the characters that mean something: a UUID, base64. */
    void addPlain(String text) {
        separate();
        literal.append(text);
    }

    void add(long number) {
        separate();
        literal.append(number);
    }

    private void separate() {
        if (literal.length() > 1) {
            literal.append(',');
        }
    }

    private void appendQuoted(String text) {
        literal.append('"');
        int copied = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append(text, copied, i).append('\\');
                copied = i;
            }
        }
        literal.append(text, copied, text.length()).append('"');
    }

    /** The literal so far. */
    @Override
    public String toString() {
        return literal + "}";
    }
}
