package pms.command.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class ClientAddressTest {

    private static String of(String... values) {
        HttpHeaders headers = new HttpHeaders();
        for (String value : values) {
            headers.add("X-Forwarded-For", value);
        }
        return ClientAddress.of(headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.7", "2001:db8::7", "::1", "::ffff:192.0.2.7"})
    void isOneAddress(String address) {
        assertThat(of(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "192.0.2.7, 192.0.2.8",
                "192.0.2.256",
                "192.0.2.7:80",
                "fe80::1%eth0",
                "[::1]",
                "' or 1=1 --",
                "192.0.2.7\\r\\nX-Evil: 1"
            })
    void isNothingElse(String text) {
        assertThat(of(text)).isEmpty();
    }

    @Test
    void isEmptyWhenSeveralOrNoneIsTold() {
        assertThat(of()).isEmpty();
        assertThat(of("192.0.2.7", "192.0.2.8")).isEmpty();
    }
}
