package pms.cli.system;

/**
 * One consumer of the events.
 *
 * @param position up to here every event has taken effect in it
 * @param lag how many events it is behind the store
 */
public record ProjectionStatus(String name, long position, long lag) {}
