package pms.gateway.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/**
 * One OpenAPI document. It is written as YAML; the components that all documents have in common (problems, security,
 * shared headers) are written once and become part of each, so that each is whole by itself.
 */
enum ApiDocument {
    PATIENTS("patients"),
    AUTH("auth"),
    ANALYTICS("analytics"),
    BILLING("billing"),
    OPERATIONS("operations");

    private static final String COMMON = "common";
    private static final String COMPONENTS = "components";

    private final String fileName;

    ApiDocument(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }

    /** Reads files: not for an event loop. */
    byte[] toJson(JsonMapper json) {
        Map<String, Object> document = read(fileName);
        document.put(COMPONENTS, merged(section(read(COMMON), COMPONENTS), section(document, COMPONENTS)));
        return json.writeValueAsBytes(document);
    }

    /** Both kinds of component (schemas, headers, ...) by kind, with the document's own after the common ones. */
    private static Map<String, Object> merged(Map<String, Object> common, Map<String, Object> own) {
        Map<String, Object> all = new LinkedHashMap<>(common);
        own.keySet().forEach(kind -> {
            Map<String, Object> both = new LinkedHashMap<>(section(common, kind));
            both.putAll(section(own, kind));
            all.put(kind, both);
        });
        return all;
    }

    private static Map<String, Object> section(Map<String, Object> parent, String name) {
        Map<String, Object> section = new LinkedHashMap<>();
        if (parent.get(name) instanceof Map<?, ?> members) {
            members.forEach((key, value) -> section.put(String.valueOf(key), value));
        }
        return section;
    }

    private static Map<String, Object> read(String name) {
        ClassPathResource file = new ClassPathResource("api-docs/" + name + ".yaml");
        try (InputStream in = file.getInputStream()) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
