package pms.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections are held, and how long a request may take to arrive.
 *
 * @param total at a time; more are closed as they come
 * @param address of these from one address; without effect behind proxies, whose addresses all connections have
 * @param head from the connection, or the first byte of a later request, to the end of the headers
 * @param body from the end of the headers to the end of the body
 */
@ConfigurationProperties("pms.connections")
record ConnectionLimits(
        @DefaultValue("6000") int total,
        @DefaultValue("2000") int address,
        @DefaultValue("10s") Duration head,
        @DefaultValue("30s") Duration body) {}
