package pms.kafka;

/** A setting by which no client of Kafka could be made. */
final class KafkaSecurityRefused extends RuntimeException {

    /** @param reason for a person */
    KafkaSecurityRefused(String reason) {
        super(reason);
    }
}
