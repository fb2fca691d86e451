package pms.gateway.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many connections are held, what they may make this gateway keep in memory, and how long a request may take to
 * arrive and an answer to be taken.
 *
 * @param total at a time; for one more, the one gives way that has waited longest without a request, else the one that
 *     has been in the middle of something for longest, else the new one
 * @param address of these from one address; without effect behind proxies, whose addresses all connections have
 * @param head from the connection, or the first byte of a later request, to the end of the headers
 * @param body from the end of the headers to the end of the body
 * @param held bytes of all connections together that have not arrived as a whole, are not answered or not taken, beside
 *     {@link HeldByConnection#A_READING} of each; above, the one that is unfinished for longest is cut
 * @param heldByOne such bytes of one connection; above, it is cut
 * @param take in such a time {@code takeLeast} bytes of an answer have to be taken while some wait, else it is cut
 */
@ConfigurationProperties("pms.connections")
record ConnectionLimits(
        @DefaultValue("6000") int total,
        @DefaultValue("2000") int address,
        @DefaultValue("10s") Duration head,
        @DefaultValue("30s") Duration body,
        @DefaultValue("20MB") DataSize held,
        @DefaultValue("2MB") DataSize heldByOne,
        @DefaultValue("10s") Duration take,
        @DefaultValue("10KB") DataSize takeLeast) {

    TakingPace pace() {
        return new TakingPace(take, takeLeast.toBytes());
    }
}
