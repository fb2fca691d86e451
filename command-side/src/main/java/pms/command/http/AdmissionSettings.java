package pms.command.http;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What this instance takes on at a time.
 *
 * @param requests those that are not answered yet
 * @param bodies what has come of their bodies, together; a single one may be as long as {@code PMS_MAX_BODY}
 */
@Validated
@ConfigurationProperties("pms.admission")
record AdmissionSettings(
        @DefaultValue("1000") @Min(1) int requests,
        @DefaultValue("16MB") DataSize bodies) {}
