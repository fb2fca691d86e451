package pms.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fifteen invented patients, registered through the gateway like any other. */
public final class DemoPatients {
    private static final String RESOURCE = "patients.json";

    private DemoPatients() {}

    /** Registers those that are not there yet. Returns how many are there now. */
    public static int register(GatewayClient gateway) {
        gateway.login(GatewayClient.DEMO_EMAIL, GatewayClient.DEMO_PASSWORD);
        int there = 0;
        for (JsonNode patient : all()) {
            String email = patient.path("email").asString("");
            Answer answer = gateway.register(patient, "demo-" + email);
            boolean isThere = answer.status() == 201 || answer.code().equals("email-taken");
            if (!isThere) {
                throw new RuntimeFailure("The demo patient " + email + " was refused: " + answer.reason());
            }
            there++;
        }
        return there;
    }

    static JsonNode all() {
        try (InputStream resource = DemoPatients.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("The resource " + RESOURCE + " is missing");
            }
            return JsonMapper.shared().readTree(resource);
        } catch (IOException failure) {
            throw new IllegalStateException("The resource " + RESOURCE + " can't be read", failure);
        }
    }
}
