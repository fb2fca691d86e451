package pms.iac.template;

import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A template as text that is short and can still be read in a comparison of versions: what fits on a line stands on one,
 * and one space a level, down to a deepest one.
 */
public final class TemplateText {

    private static final int WIDTH = 120;

    /** How deep the parts of a resource are: its type, its properties. */
    private static final int RESOURCE = 2;

    private final StringBuilder text = new StringBuilder();

    private final int deepest;

    private TemplateText(int deepest) {
        this.deepest = deepest;
    }

    public static String of(JsonNode template, int deepest) {
        TemplateText writer = new TemplateText(deepest);
        writer.write(sorted(template, 0), 0, 0);
        return writer.text.append('\n').toString();
    }

    /** @param used how much of the line the name before it takes */
    private void write(JsonNode node, int depth, int used) {
        String line = node.toString();
        if ((depth > 2 && depth + used + line.length() <= WIDTH) || !node.isContainer() || node.isEmpty()) {
            text.append(line);
        } else if (node.isObject()) {
            block('{', '}', depth, node.propertyNames().iterator(), name -> {
                String quoted = StringNode.valueOf(name) + ":";
                text.append(quoted);
                write(node.get(name), depth + 1, quoted.length());
            });
        } else {
            block('[', ']', depth, node.iterator(), element -> write(element, depth + 1, 0));
        }
    }

    /** Inside a resource in the order of the alphabet, for maps have none that stays the same. */
    private static JsonNode sorted(JsonNode node, int depth) {
        if (node.isArray()) {
            ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> sorted.add(sorted(element, depth + 1)));
            return sorted;
        }
        if (!node.isObject()) {
            return node;
        }
        Stream<String> names = node.propertyNames().stream();
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        (depth > RESOURCE ? names.sorted() : names)
                .forEach(name -> sorted.set(name, sorted(node.get(name), depth + 1)));
        return sorted;
    }

    private <T> void block(char open, char close, int depth, Iterator<T> parts, Consumer<T> part) {
        text.append(open);
        while (parts.hasNext()) {
            line(depth + 1);
            part.accept(parts.next());
            if (parts.hasNext()) {
                text.append(',');
            }
        }
        line(depth);
        text.append(close);
    }

    private void line(int depth) {
        text.append('\n').repeat(' ', Math.min(depth, deepest));
    }
}
