package pms.e2e.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pms.e2e.client.Json;
import tools.jackson.databind.JsonNode;

/** Files in YAML, as trees of JSON. */
final class Yaml {
    static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private Yaml() {}

    static JsonNode read(String file) throws IOException {
        return Json.read(Json.write(new org.yaml.snakeyaml.Yaml().load(Files.readString(CHECKOUT.resolve(file)))));
    }
}
