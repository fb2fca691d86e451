package pms.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pms.gateway.support.Client;
import pms.gateway.support.Surroundings;
import pms.gateway.support.Trail;

/** Who is refused over and over does not fill the record. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "PMS_DEMO=false",
            "PMS_TRUSTED_PROXIES=1",
            "pms.database.patience=30s",
            "pms.login.patience=60s",
        })
@Import(ManyRefusalsIT.WithinOneSecond.class)
@DirtiesContext
class ManyRefusalsIT {

    private static final int A_SECOND = 3;
    private static final int LOGINS = 12;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry properties) {
        Surroundings.describe(properties, "auth_many_refusals");
    }

    @Test
    void loginsOfEverOtherEmailsFromOneIPv6NetworkAreOnRecordAFewASecond() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < LOGINS; i++) {
            sent.add(failedLogin("2001:db8:1:2::" + i));
        }
        String fromElsewhere = failedLogin("2001:db8:1:3::1");

        try (Trail trail = new Trail()) {
            assertThat(trail.of(fromElsewhere, 1)).as("another network").hasSize(1);
            assertThat(sent.stream().filter(id -> !trail.of(id, 0).isEmpty())).hasSize(A_SECOND);
        }
    }

    private String failedLogin(String from) {
        String id = UUID.randomUUID().toString();
        int status = new Client(port)
                .send(
                        "POST",
                        "/auth/login",
                        Map.of("Content-Type", "application/json", "X-Forwarded-For", from, "X-Correlation-Id", id),
                        "{\"email\":\"%s@test.com\",\"password\":\"not the password\"}".formatted(id))
                .status();
        assertThat(status).isEqualTo(401);
        return id;
    }

    /** However long the logins take. */
    @TestConfiguration(proxyBeanMethods = false)
    static class WithinOneSecond implements TimeMeter {

        @Bean
        @Primary
        RefusalBound stoppedBound() {
            return new RefusalBound(A_SECOND, this);
        }

        @Override
        public long currentTimeNanos() {
            return 0;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
