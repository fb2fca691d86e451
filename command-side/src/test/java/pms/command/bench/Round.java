package pms.command.bench;

/**
 * What one round of a load saw.
 *
 * @param perSecond operations that were answered
 * @param p50 milliseconds
 * @param p99 milliseconds
 */
record Round(double perSecond, double p50, double p99) {}
