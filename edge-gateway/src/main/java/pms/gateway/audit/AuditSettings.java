package pms.gateway.audit;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the record of accesses goes.
 *
 * @param topic has one partition; command-side makes it
 * @param refusalsASecond the most refusals of one kind or caller that are put on record
 */
@Validated
@ConfigurationProperties("pms.audit")
record AuditSettings(
        @NotBlank String bootstrapServers,
        @NotBlank @DefaultValue("access.audit.v1") String topic,
        @DefaultValue("10") int refusalsASecond) {}
