package pms.iac.system;

/**
 * How large a service's tasks are, and how many there are.
 *
 * @param cpuUnits 1024 are one core; Fargate takes some pairs of this and the memory only
 * @param most how far it may scale out
 */
public record Size(int cpuUnits, int memoryMiB, int instances, int most) {

    public Size {
        if (instances < 1 || most < instances) {
            throw new IllegalArgumentException("between 1 and " + most + ", not " + instances);
        }
    }

    /** That many, always. */
    public static Size fixed(int cpuUnits, int memoryMiB, int instances) {
        return new Size(cpuUnits, memoryMiB, instances, instances);
    }

    public boolean scales() {
        return most > instances;
    }
}
