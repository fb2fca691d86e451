package pms.command.http;

import io.netty.util.NetUtil;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** Where a request came from, as the gateway says, which takes away what comes from outside. */
final class ClientAddress {

    private static final String HEADER = "X-Forwarded-For";
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private ClientAddress() {}

    /** The IP address; empty when there is none, several, or no such thing. */
    static String of(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(HEADER);
        return values.size() == 1 && isAddress(values.getFirst()) ? values.getFirst() : "";
    }

    private static boolean isAddress(String text) {
        return LITERAL.matcher(text).matches()
                && (NetUtil.isValidIpV4Address(text) || NetUtil.isValidIpV6Address(text));
    }
}
