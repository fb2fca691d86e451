package pms.command.relay;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import pms.kafka.KafkaSecurity;

/**
 * Where events go.
 *
 * @param security of each client
 * @param topic of the events; {@code .dlq} behind it is the topic of those that a reader could not take
 * @param auditTopic of the entries of who changed what; it has one partition, so that there is one order
 * @param partitions of a topic that does not exist yet
 * @param replicas of a topic that does not exist yet; 0 leaves it to the broker
 * @param maxInFlight records sent and not acknowledged yet
 * @param deliveryTimeout after which a record that was not acknowledged makes the relay start again
 */
@Validated
@ConfigurationProperties("pms.kafka")
public record KafkaProperties(
        @NotBlank String bootstrap,
        @DefaultValue KafkaSecurity security,
        @DefaultValue("patient.events.v1") String topic,
        @NotBlank @DefaultValue("access.audit.v1") String auditTopic,
        @DefaultValue("12") @Min(1) int partitions,
        @DefaultValue("0") @Min(0) short replicas,
        @DefaultValue("1024") @Min(1) int maxInFlight,
        @DefaultValue("30s") Duration deliveryTimeout) {

    /** The properties that each client of Kafka begins with. */
    public Map<String, Object> brokers() {
        return security.properties(bootstrap);
    }

    /** Where what can't be read of a topic is kept. */
    static String deadLettersOf(String topic) {
        return topic + ".dlq";
    }
}
