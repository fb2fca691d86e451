package pms.cli.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.runtime.FreePorts;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GatewayClientTest {
    private static final JsonNode PATIENT = JsonMapper.shared().readTree("{\"name\": \"Joyce\"}");

    @Test
    void sendsTheTokenAndTheKey() {
        try (ScriptedGateway gateway =
                new ScriptedGateway(request -> request.path().equals("/auth/login")
                        ? new Reply(200, "{\"token\": \"abc\"}")
                        : new Reply(201, "{\"id\": \"7\"}"))) {
            GatewayClient client = new GatewayClient(gateway.uri());
            client.login("a@example.com", "secret");

            Answer answer = client.register(PATIENT, "key-1");

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.body().path("id").asString()).isEqualTo("7");
            assertThat(gateway.requests().getLast().authorization()).isEqualTo("Bearer abc");
            assertThat(gateway.requests().getLast().key()).isEqualTo("key-1");
        }
    }

    @Test
    void triesAgainWithTheSameKeyWhileTheSystemIsBusy() {
        AtomicInteger calls = new AtomicInteger();
        int[] busyThenDone = {503, 429, 201};
        try (ScriptedGateway gateway =
                new ScriptedGateway(request -> new Reply(busyThenDone[calls.getAndIncrement()], ""))) {
            Answer answer = new GatewayClient(gateway.uri()).register(PATIENT, "key-1");

            assertThat(answer.status()).isEqualTo(201);
            assertThat(gateway.requests())
                    .hasSize(3)
                    .allMatch(request -> request.key().equals("key-1"));
        }
    }

    @Test
    void renewsATokenThatHasExpired() {
        AtomicInteger logins = new AtomicInteger();
        try (ScriptedGateway gateway = new ScriptedGateway(request -> {
            if (request.path().equals("/auth/login")) {
                return new Reply(200, "{\"token\": \"token-" + logins.incrementAndGet() + "\"}");
            }
            return request.authorization().equals("Bearer token-2") ? new Reply(201, "") : new Reply(401, "");
        })) {
            GatewayClient client = new GatewayClient(gateway.uri());
            client.login("a@example.com", "secret");

            assertThat(client.register(PATIENT, "key-1").status()).isEqualTo(201);
        }
    }

    @Test
    void saysWhyALoginFails() {
        String problem = "{\"code\": \"invalid-credentials\", \"detail\": \"E-mail or password is wrong\"}";
        try (ScriptedGateway gateway = new ScriptedGateway(request -> new Reply(401, problem))) {
            assertThatThrownBy(() -> new GatewayClient(gateway.uri()).login("a@example.com", "wrong"))
                    .isInstanceOf(RuntimeFailure.class)
                    .hasMessage("Login as a@example.com failed: E-mail or password is wrong");
        }
    }

    @Test
    void saysThatNobodyAnswers() {
        GatewayClient client = new GatewayClient(URI.create("http://127.0.0.1:" + FreePorts.next()));

        assertThatThrownBy(() -> client.login("a@example.com", "secret"))
                .isInstanceOf(RuntimeFailure.class)
                .hasMessageContaining("does not answer");
    }

    @Test
    void givesTheFieldsOfAProblemAsItsReason() {
        String problem = "{\"errors\": {\"name\": \"Name is required\", \"address\": \"Address is required\"}}";
        Answer answer = new Answer(400, JsonMapper.shared().readTree(problem));

        assertThat(answer.reason()).isEqualTo("address: Address is required; name: Name is required");
    }
}
