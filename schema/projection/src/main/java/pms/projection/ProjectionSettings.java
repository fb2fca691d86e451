package pms.projection;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a topic is read into views.
 *
 * @param group consumer group; its instances share the partitions
 * @param batchSize records a transaction at most
 * @param linger how long records may wait for others at the broker, so that fewer and larger transactions are needed
 * @param batchTimeout how long one transaction may take before it is tried again
 * @param sessionTimeout after which the partitions of an instance that was killed go to another
 * @param topicRefresh how soon a topic is noticed that was not there at first
 * @param slowPoll how often the watermark is read when no notification tells of it
 */
@Validated
@ConfigurationProperties("pms.projection")
public record ProjectionSettings(
        @NotBlank String bootstrapServers,
        @NotBlank String topic,
        @NotBlank String group,
        @Min(1) @Max(10_000) @DefaultValue("1000") int batchSize,
        @DefaultValue("0ms") Duration linger,
        @DefaultValue("30s") Duration batchTimeout,
        @DefaultValue("6s") Duration sessionTimeout,
        @DefaultValue("2s") Duration topicRefresh,
        @DefaultValue("1s") Duration slowPoll) {

    /** The same way for another topic. */
    public ProjectionSettings with(String otherTopic, String otherGroup, Duration otherLinger) {
        return new ProjectionSettings(
                bootstrapServers,
                otherTopic,
                otherGroup,
                batchSize,
                otherLinger,
                batchTimeout,
                sessionTimeout,
                topicRefresh,
                slowPoll);
    }
}
