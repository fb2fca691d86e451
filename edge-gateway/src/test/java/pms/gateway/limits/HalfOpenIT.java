package pms.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import pms.gateway.support.Client;
import pms.gateway.support.GatewayProcess;
import pms.gateway.support.HalfOpen;

/** Ten thousand half-open connections at a gateway with the small heap that it gets on one machine. */
class HalfOpenIT {

    private static final int CONNECTIONS = 10_000;
    private static final int TOTAL = 6_000;
    private static final int ADDRESS = 2_000;
    private static final int SOURCES = 10; // so that no address has more than it may
    private static final int GOOD_ONE_EVERY = 500;
    private static final long FILES_NEEDED = CONNECTIONS + 1_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String HALF_A_HEAD = "POST /api/patients HTTP/1.1\r\nHost: localhost\r\nX: ";

    private static GatewayProcess gateway;

    @BeforeAll
    static void start() {
        long files = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getMaxFileDescriptorCount();
        assumeThat(files).as("ulimit -n, of this process and the gateway's").isGreaterThanOrEqualTo(FILES_NEEDED);
        Map<String, String> settings = new LinkedHashMap<>(GatewayProcess.settings("auth_half_open"));
        settings.put("PMS_CONNECTIONS_HEAD", "30s"); // long enough that all are there at once, also on a busy machine
        settings.put("PMS_CONNECTIONS_BODY", "60s");
        settings.put("PMS_CONNECTIONS_TAKE", "60s");
        settings.put("PMS_LIMITS_OPEN", "100000");
        settings.put("PMS_LIMITS_ADDRESS", "100000");
        gateway = GatewayProcess.start(settings);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void servesOthersWhileTenThousandHangAndEndsThem() throws IOException {
        try (HalfOpen halfOpen = new HalfOpen(gateway.port())) {
            for (int i = 0; i < CONNECTIONS; i++) {
                halfOpen.open(2 + i % SOURCES, i % 2 == 0 ? HALF_A_HEAD : "");
                if (i % GOOD_ONE_EVERY == 0) {
                    assertServed();
                }
            }

            assertServed();
            assertThat(halfOpen.held())
                    .as("as many as may be, for the oldest give way to the latest")
                    .isBetween(TOTAL - 100, TOTAL);
            assertServed();
            await().atMost(PATIENCE).until(() -> halfOpen.held() == 0);
        }
        assertServed();
        assertThat(gateway.isAlive()).as(gateway.output()).isTrue();
    }

    @Test
    void closesWhatOneAddressHasTooMuchAtOnceAndServesOthers() throws IOException {
        try (HalfOpen halfOpen = new HalfOpen(gateway.port())) {
            for (int i = 0; i < 2 * ADDRESS; i++) {
                halfOpen.open(99, HALF_A_HEAD);
            }

            assertServed();
            assertThat(halfOpen.held()).isBetween(ADDRESS - 100, ADDRESS);
        }
    }

    @Test
    void servesOthersWhileThousandsSendMostOfALongHead() throws IOException {
        String oneLongLine = HALF_A_HEAD + "x".repeat(30_000);
        String manyLines = HALF_A_HEAD + "\r\na:b".repeat(6_000);
        assertServedWhile(TOTAL / 2, i -> i % 2 == 0 ? oneLongLine : manyLines);
    }

    @Test
    void servesOthersWhileMoreThanMayBeLetTheirBodiesTrickle() throws IOException {
        String beginning = "POST /auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 60000\r\n\r\n{\"email\":";
        assertServedWhile(TOTAL + GOOD_ONE_EVERY, i -> beginning);
    }

    @Test
    void servesOthersWhileThousandsTakeNoAnswer() throws IOException {
        assertServedWhile(TOTAL / 5, i -> "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }

    private static void assertServedWhile(int connections, IntFunction<String> sent) throws IOException {
        try (HalfOpen halfOpen = new HalfOpen(gateway.port())) {
            for (int i = 0; i < connections; i++) {
                halfOpen.open(2 + i % SOURCES, sent.apply(i));
                if (i % GOOD_ONE_EVERY == 0) {
                    assertServed();
                }
            }
            assertServed();
            assertServed();
        }
        assertThat(gateway.isAlive()).as(gateway.output()).isTrue();
        assertThat(gateway.output()).doesNotContain("OutOfMemory", "OutOfDirectMemory");
    }

    /** From 127.0.0.1, which holds none of the bad ones. A connection that comes at the limit may be the one that ends: once. */
    private static void assertServed() {
        int status;
        try {
            status = keys();
        } catch (RuntimeException ended) {
            status = keys();
        }
        assertThat(status).isEqualTo(200);
    }

    private static int keys() {
        return new Client(gateway.port()).get("/auth/jwks", Map.of()).status();
    }
}
