package pms.gateway.routing;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** What counts as one address: one IPv4 address, or the IPv6 network of 64 bits that one customer is given whole. */
public final class NetworkAddress {

    private static final int GROUPS_OF_A_NETWORK = 4;

    private NetworkAddress() {}

    /** Of an address that is written in full, as {@link InetAddress#getHostAddress} does. */
    public static String of(String numericAddress) {
        if (numericAddress.indexOf(':') < 0) {
            return numericAddress;
        }
        String[] groups = numericAddress.split(":", -1);
        return String.join(":", Arrays.asList(groups).subList(0, Math.min(GROUPS_OF_A_NETWORK, groups.length)));
    }

    public static String of(InetAddress address) {
        return address instanceof Inet6Address ? of(address.getHostAddress()) : address.getHostAddress();
    }
}
