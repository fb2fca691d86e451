package pms.projection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a view is made of. Two definitions with the same {@link #digest} are the same view, and have the same content after
 * the same events.
 *
 * @param name unique within the projection
 * @param revision counted on when the code makes something else of the events than before, and the tables don't show it
 * @param bases what the view is derived from; when one changes, so does the view
 * @param tables the statements that make its tables, with names that say no schema
 * @param content by table, the query of what the view says: without bookkeeping, and without rows that say nothing
 */
public record ViewDefinition(
        String name, int revision, List<ViewDefinition> bases, String tables, SortedMap<String, String> content) {

    public ViewDefinition {
        bases = List.copyOf(bases);
        content = new TreeMap<>(content);
    }

    /**
     * Its first revision, of no bases and without content yet; the tables are those of {@code <name>.sql} beside the class.
     */
    public static ViewDefinition beside(Class<?> type, String name) {
        return new ViewDefinition(name, 1, List.of(), read(type, name + ".sql"), new TreeMap<>());
    }

    public ViewDefinition revision(int number) {
        return new ViewDefinition(name, number, bases, tables, content);
    }

    public ViewDefinition on(ViewDefinition... derivedFrom) {
        return new ViewDefinition(name, revision, List.of(derivedFrom), tables, content);
    }

    /** With one more table, or another query for it. */
    public ViewDefinition saying(String table, String query) {
        var more = new TreeMap<>(content);
        more.put(table, query);
        return new ViewDefinition(name, revision, bases, tables, more);
    }

    /** SHA-256 in hex. */
    public String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private String text() {
        return String.join(
                "\0",
                name,
                Integer.toString(revision),
                bases.stream().map(ViewDefinition::digest).collect(Collectors.joining(",")),
                tables,
                content.toString());
    }

    private static String read(Class<?> type, String resource) {
        try (InputStream in = type.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no " + resource + " beside " + type.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
