package pms.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests are taken in a period. Who was silent for a period may send that many at once.
 *
 * @param user of one user, wherever they come from
 * @param address from one address, good or not
 * @param open from one address to what needs no token: login, documents, health
 * @param period in which that many are taken
 * @param remembered the most users, and addresses, that are counted at a time; the longest silent is forgotten first
 */
@ConfigurationProperties("pms.limits")
record RequestLimits(
        @DefaultValue("1000") long user,
        @DefaultValue("2000") long address,
        @DefaultValue("200") long open,
        @DefaultValue("1s") Duration period,
        @DefaultValue("20000") int remembered) {}
