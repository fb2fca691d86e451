package pms.query.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one connection may hold of answers that are not taken.
 *
 * @param unsent what waits in the process before an answer is held back
 * @param sent what waits in the system's buffer, which Linux doubles and else would let grow to megabytes
 * @param patience how long a client may leave something waiting before its connection is closed
 */
@ConfigurationProperties("pms.connections")
record ConnectionSettings(
        @DefaultValue("8KB") DataSize unsent,
        @DefaultValue("64KB") DataSize sent,
        @DefaultValue("30s") Duration patience) {}
