package pms.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class ClientAddressTest {

    private static final String CONNECTION = "192.0.2.9";

    @Test
    void believesTheConnectionAloneWhereThereIsNoProxy() {
        assertThat(address(0, "198.51.100.1")).isEqualTo(CONNECTION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 198.51.100.1                           | 198.51.100.1",
                "1 | 10.0.0.1, 198.51.100.1                 | 198.51.100.1",
                "1 | junk, 198.51.100.1                     | 198.51.100.1",
                "2 | 10.0.0.1, 198.51.100.1, 203.0.113.7    | 198.51.100.1",
                "1 | 198.51.100.1:4711                      | 198.51.100.1",
                "1 | 2001:db8::1                            | 2001:db8:0:0:0:0:0:1",
                "1 | [2001:db8::1]:4711                     | 2001:db8:0:0:0:0:0:1",
                "1 | ::ffff:198.51.100.1                    | 198.51.100.1"
            })
    void takesTheNthFromTheRight(int proxies, String forwarded, String expected) {
        assertThat(address(proxies, forwarded)).isEqualTo(expected);
    }

    @Test
    void readsSeveralLinesAsOne() {
        assertThat(address(2, "10.0.0.1", "198.51.100.1", "203.0.113.7")).isEqualTo("198.51.100.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "junk", "198.51.100.1,", "198.51.100.1, unknown", "a.example.org", "1.2.3.4\t5", "[x"})
    void believesTheConnectionWhereTheProxysPartIsNoAddress(String forwarded) {
        assertThat(address(1, forwarded)).isEqualTo(CONNECTION);
    }

    @Test
    void believesTheConnectionWhereTheRequestDidNotComeThroughAllProxies() {
        assertThat(address(2, "198.51.100.1")).isEqualTo(CONNECTION);
    }

    private static String address(int proxies, String... forwarded) {
        MockServerHttpRequest request = MockServerHttpRequest.get("/")
                .remoteAddress(new InetSocketAddress(CONNECTION, 4711))
                .header(ClientAddress.FORWARDED_FOR, forwarded)
                .build();
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        ClientAddress.remember(exchange, proxies);
        return ClientAddress.of(exchange);
    }
}
