package pms.command.handling;

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
 */
@Validated
@ConfigurationProperties("pms.commands")
public record HandlingProperties(
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("2000") @Min(1) int maxUnderWay) {}
