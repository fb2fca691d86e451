package pms.gateway.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import pms.gateway.support.Answer;
import pms.gateway.support.Client;

/** One request, with an id by which its entries are found. */
record Asking(Client client, String id) {

    static Asking with(Client client) {
        return new Asking(client, UUID.randomUUID().toString());
    }

    Answer send(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Correlation-Id", id);
        if (!body.isEmpty()) {
            all.put("Content-Type", "application/json");
        }
        return client.send(method, path, all, body);
    }

    Answer login(String email, String password) {
        return send(
                "POST", "/auth/login", Map.of(), "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }
}
