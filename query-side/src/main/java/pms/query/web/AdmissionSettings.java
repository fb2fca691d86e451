package pms.query.web;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this instance takes on at a time; more is refused.
 *
 * @param requests that are not answered yet
 * @param reads of these, who read or wait for a connection to the database: some times as many as there are connections
 * @param except paths that are not counted: they have bounds of their own
 * @param retryAfter when to come again
 */
@ConfigurationProperties("pms.admission")
record AdmissionSettings(
        @DefaultValue("1000") int requests,
        @DefaultValue("64") int reads,
        @DefaultValue Set<String> except,
        @DefaultValue("1s") Duration retryAfter) {}
