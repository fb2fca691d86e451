package pms.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static pms.e2e.TheSystem.installation;
import static pms.e2e.TheSystem.unnamed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pms.e2e.system.Part;
import pms.e2e.system.Status;

class HealthIT {
    @Test
    void isUpWhenAllPartsAreUp() {
        unnamed().get("/actuator/health").then().statusCode(200).body("status", equalTo("UP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/env",
                "/actuator/heapdump",
                "/actuator/beans",
                "/actuator/projections",
                "/actuator/prometheus"
            })
    void isAllThatTheGatewayTellsOfItself(String path) {
        assertThat(unnamed().get(path).statusCode()).isIn(401, 404);
    }

    @Test
    void isShownPartByPartByTheCommandLine() {
        Status status = installation().status();
        assertThat(status.parts())
                .extracting(Part::name)
                .containsExactlyInAnyOrder(
                        "postgres",
                        "kafka",
                        "command-side",
                        "query-side",
                        "billing-grpc",
                        "analytics-projector",
                        "edge-gateway");
        assertThat(status.parts()).allSatisfy(part -> {
            assertThat(part.state()).isEqualTo("UP");
            assertThat(part.pid()).isPositive();
            assertThat(part.port()).isPositive();
        });
        assertThat(status.part("edge-gateway").port()).isEqualTo(installation().port());
        assertThat(status.part("billing-grpc").grpcPort()).isPositive();
        assertThat(status.projections())
                .extracting(it -> it.name())
                .contains("relay", "account-opening", "directory", "analytics");
    }
}
