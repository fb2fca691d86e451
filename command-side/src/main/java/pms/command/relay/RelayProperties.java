package pms.command.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the relay counts as not well.
 *
 * @param maxLag the longest time for which an event may wait to be published while the service is ready
 */
@ConfigurationProperties("pms.relay")
record RelayProperties(@DefaultValue("60s") Duration maxLag) {}
