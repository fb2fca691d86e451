package pms.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import pms.cli.gateway.GatewayClient;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.runtime.RuntimeFailure;

class DemoPatientsTest {
    @Test
    void registersFifteenWithEmailsOfTheirOwn() {
        assertThat(DemoPatients.all()).hasSize(15);
        assertThat(DemoPatients.all()
                        .valueStream()
                        .map(each -> each.path("email").asString()))
                .doesNotHaveDuplicates()
                .allMatch(email -> email.endsWith("@example.com"));
        assertThat(registered(new Reply(201, "{}"))).isEqualTo(15);
    }

    @Test
    void countsThoseThatAreThere() {
        assertThat(registered(new Reply(409, "{\"code\": \"email-taken\"}"))).isEqualTo(15);
    }

    @Test
    void saysWhichOneIsRefused() {
        assertThatThrownBy(() -> registered(new Reply(400, "{\"detail\": \"no\"}")))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("was refused: no");
    }

    private static int registered(Reply reply) {
        try (ScriptedGateway gateway = new ScriptedGateway(
                request -> request.path().equals("/auth/login") ? new Reply(200, "{\"token\": \"abc\"}") : reply)) {
            return DemoPatients.register(new GatewayClient(gateway.uri()));
        }
    }
}
