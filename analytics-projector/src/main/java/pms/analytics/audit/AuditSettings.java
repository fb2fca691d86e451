package pms.analytics.audit;

import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The audit log's source and key.
 *
 * @param topic that the entries come on; it has one partition
 * @param linger how long entries may wait for others, so that fewer transactions are needed
 * @param key base64 of the 32 bytes that chain the entries
 * @param keyFile a file with that in it, in place of {@code key}
 */
@Validated
@ConfigurationProperties("pms.audit")
record AuditSettings(
        @NotBlank String topic,
        @DefaultValue("0ms") Duration linger,
        @DefaultValue("") String key,
        @DefaultValue("") String keyFile) {

    /** Without the key. */
    @Override
    public String toString() {
        return "AuditSettings[topic=" + topic + ", keyFile=" + keyFile + "]";
    }
}
