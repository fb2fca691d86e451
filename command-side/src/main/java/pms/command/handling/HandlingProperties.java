package pms.command.handling;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of command handling.
 *
 * @param timeout how long one command may take, its retries and its waiting in line included
 * @param maxUnderWay commands that this instance takes at a time; more are refused
 * @param maxTogether commands on one patient that share one append; 1 gives each its own. The bound keeps what they
 *     depend on, an e-mail and a request each, within the criteria that one append may have
 */
@Validated
@ConfigurationProperties("pms.commands")
public record HandlingProperties(
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("2000") @Min(1) int maxUnderWay,
        @DefaultValue("64") @Min(1) @Max(120) int maxTogether) {}
