package pms.iac.streaming;

/**
 * A Kafka cluster on MSK.
 *
 * @param version as MSK names it
 * @param brokers a multiple of the number of zones
 * @param storageGiB of each broker
 * @param guarded TLS and IAM alone, encrypted with a key of ours, logs
 */
public record KafkaSettings(String version, String instanceType, int brokers, int storageGiB, boolean guarded) {

    public KafkaSettings {
        if (guarded && brokers < 3) {
            throw new IllegalArgumentException("Three copies of each record need three brokers, not " + brokers);
        }
    }

    /** Where clients reach the brokers. */
    public int port() {
        return guarded ? 9098 : 9092;
    }
}
