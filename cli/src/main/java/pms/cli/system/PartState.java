package pms.cli.system;

/** What a part is doing now, as {@code pms status} says it. */
public enum PartState {
    DOWN,
    STARTING,
    UP
}
