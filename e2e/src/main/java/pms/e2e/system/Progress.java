package pms.e2e.system;

/**
 * How far one projection has come.
 *
 * @param lag positions behind the head of the store
 */
public record Progress(String name, long position, long lag) {}
