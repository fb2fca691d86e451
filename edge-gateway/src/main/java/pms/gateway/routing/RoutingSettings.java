package pms.gateway.routing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of what passes through.
 *
 * @param maxBody the largest request body that is taken
 * @param connectTimeout to a service behind
 * @param responseTimeout from sending a request until its answer begins; the feed has none
 * @param idleTimeout the longest silence inside an answer; the feed sends a comment every 15 s
 * @param connections the most that are open to one service at once, feeds aside
 * @param feeds the most feeds that are open at once
 * @param waiting how many requests may wait for one of these
 * @param acquireTimeout how long they wait
 * @param maxIdle how long an unused connection is kept
 * @param trustedProxies how many proxies of ours stand in front of the gateway and each add the address they are called
 *     from to X-Forwarded-For
 */
@ConfigurationProperties("pms.routing")
public record RoutingSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue("60s") Duration idleTimeout,
        @DefaultValue("1000") int connections,
        @DefaultValue("2000") int feeds,
        @DefaultValue("1000") int waiting,
        @DefaultValue("2s") Duration acquireTimeout,
        @DefaultValue("20s") Duration maxIdle,
        @DefaultValue("0") int trustedProxies) {

    public RoutingSettings {
        if (trustedProxies < 0) {
            throw new IllegalArgumentException("PMS_TRUSTED_PROXIES has to be 0 or more");
        }
    }
}
