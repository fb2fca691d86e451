package pms.iac;

import java.util.Comparator;

/**
 * What a rule of cdk-nag has against a resource.
 *
 * @param rule with what it is about, where a rule may be broken in several ways: {@code AwsSolutions-IAM5[Resource::*]}
 * @param path of the construct, without the stack
 */
record Finding(String rule, String path) implements Comparable<Finding> {

    static Finding of(String id, String message) {
        String rule = message.substring(0, message.indexOf(": "));
        return new Finding(rule, id.replaceFirst("^/[^/]*/?", ""));
    }

    @Override
    public int compareTo(Finding other) {
        return Comparator.comparing(Finding::rule).thenComparing(Finding::path).compare(this, other);
    }

    @Override
    public String toString() {
        return rule + " " + path;
    }
}
