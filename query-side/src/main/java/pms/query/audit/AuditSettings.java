package pms.query.audit;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the record of reads goes.
 *
 * @param topic has one partition; command-side makes it
 */
@Validated
@ConfigurationProperties("pms.audit")
record AuditSettings(
        @NotBlank String bootstrapServers,
        @NotBlank @DefaultValue("access.audit.v1") String topic) {}
