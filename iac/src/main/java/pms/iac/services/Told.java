package pms.iac.services;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/** What a container is told by environment variables: in clear, and by the names of secrets. */
public final class Told {

    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, Secret> secrets = new TreeMap<>();

    public Told variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    public Told secret(String name, ISecret secret) {
        secrets.put(name, Secret.fromSecretsManager(secret));
        return this;
    }

    /** One field of a secret that is JSON. */
    Told secret(String name, ISecret secret, String field) {
        secrets.put(name, Secret.fromSecretsManager(secret, field));
        return this;
    }

    Map<String, String> variables() {
        return new LinkedHashMap<>(variables);
    }

    Map<String, Secret> secrets() {
        return new LinkedHashMap<>(secrets);
    }
}
