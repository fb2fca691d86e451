package pms.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many connections are held, how long a request may take to arrive, and what an answer that is not taken may hold.
 *
 * @param total at a time; more are closed as they come
 * @param address of these from one address; without effect behind proxies, whose addresses all connections have
 * @param head from the connection, or the first byte of a later request, to the end of the headers
 * @param body from the end of the headers to the end of the body
 * @param unsent what waits in the process before the events of a feed are held back
 * @param patience how long a client may leave something waiting before its connection is closed
 */
@ConfigurationProperties("pms.connections")
record ConnectionLimits(
        @DefaultValue("6000") int total,
        @DefaultValue("2000") int address,
        @DefaultValue("10s") Duration head,
        @DefaultValue("30s") Duration body,
        @DefaultValue("16KB") DataSize unsent,
        @DefaultValue("30s") Duration patience) {}
