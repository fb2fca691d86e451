package pms.iac.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.constructs.IConstruct;

/**
 * Names of resources in a template, from where they stand among the constructs: {@code ServicesCommandSideTask}. CDK would
 * add eight digits to each, for paths that give the same name; here such a pair is an error when a template is made.
 */
public final class ReadableIds {

    private static final Set<String> SILENT = Set.of("Resource", "Default");

    private ReadableIds() {}

    /** Renames all resources of a stack that is complete. */
    public static void give(Stack stack) {
        for (IConstruct construct : stack.getNode().findAll()) {
            if (construct instanceof CfnElement element) {
                element.overrideLogicalId(of(element.getNode().getPath()));
            }
        }
    }

    static String of(String constructPath) {
        List<String> path = new ArrayList<>(Arrays.asList(constructPath.split("/", -1)));
        path.removeFirst(); // the stack's own
        StringBuilder id = new StringBuilder();
        String before = "";
        for (String part : path) {
            if (!SILENT.contains(part) && !part.equals(before)) {
                id.append(part.replaceAll("[^A-Za-z0-9]", ""));
            }
            before = part;
        }
        return id.toString();
    }
}
