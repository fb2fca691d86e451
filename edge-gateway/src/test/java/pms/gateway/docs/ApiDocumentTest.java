package pms.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiDocumentTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Calls with a token that need no role of their own. */
    private static final Set<String> FOR_EVERY_ROLE = Set.of("/auth/logout", "/auth/password", "/auth/validate");

    private static final String HERE = "https://pms.example/document.json";

    @ParameterizedTest
    @EnumSource
    void isAnOpenApiDocument(ApiDocument document) {
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(text(document), null, null);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(parsed.getOpenAPI().getPaths()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void refersOnlyToWhatIsThere(ApiDocument document) {
        JsonNode root = JSON.readTree(text(document));

        assertThat(root.findValuesAsString("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        reference -> assertThat(root.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void hasExamplesThatFollowTheirSchemas(ApiDocument document) {
        String text = text(document);
        SchemaRegistry schemas =
                SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> builder.schemas(Map.of(HERE, text)));
        List<Example> examples = examplesIn(JSON.readTree(text), "");

        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            Schema schema = schemas.getSchema(SchemaLocation.of(HERE + "#" + example.schemaPointer()));
            assertThat(schema.validate(example.value()))
                    .as(example.schemaPointer())
                    .isEmpty();
        });
    }

    /** YAML takes {@code on}, {@code off} and the like for booleans unless they stand in quotes. */
    @ParameterizedTest
    @EnumSource
    void namesEachParameterInText(ApiDocument document) {
        List<JsonNode> parameters = parametersIn(JSON.readTree(text(document)));

        assertThat(parameters).isNotEmpty().allSatisfy(parameter -> {
            assertThat(parameter.path("name").isString())
                    .as(parameter.toString())
                    .isTrue();
            assertThat(parameter.path("in").asString()).as(parameter.toString()).isIn("path", "query", "header");
        });
    }

    @ParameterizedTest
    @EnumSource
    void listsTheErrorsOfEachCall(ApiDocument document) {
        assertThat(Call.in(JSON.readTree(text(document))))
                .isNotEmpty()
                .allSatisfy(
                        call -> assertThat(call.statuses()).as(call.toString()).containsAll(errorsOf(call)));
    }

    private static Set<String> errorsOf(Call call) {
        Set<String> errors = new TreeSet<>(Set.of("429")); // of the user, or of the address
        if (call.needsToken()) {
            errors.addAll(Set.of("401", "503"));
            if (!FOR_EVERY_ROLE.contains(call.path())) {
                errors.add("403");
            }
        }
        if (call.hasBody()) {
            errors.addAll(Set.of("400", "413", "415"));
        }
        if (call.parameters().anyMatch(ApiDocumentTest::canBeWrong)) {
            errors.add("400");
        }
        if (call.path().contains("{")) {
            errors.add("404");
        }
        return errors;
    }

    private static boolean canBeWrong(JsonNode parameter) {
        JsonNode schema = parameter.path("schema");
        return !parameter.path("in").asString().equals("header")
                && (schema.has("format")
                        || schema.has("enum")
                        || schema.path("type").asString().equals("integer"));
    }

    /** The page sends real ids in place of these. A header that it filled in would be sent with each try. */
    @ParameterizedTest
    @EnumSource
    void hasExamplesOfIdsThatThePageKnowsAndNoneOfHeaders(ApiDocument document) throws IOException {
        String page = new ClassPathResource("docs/page.js").getContentAsString(StandardCharsets.UTF_8);

        assertThat(parametersIn(JSON.readTree(text(document)))).allSatisfy(parameter -> {
            String in = parameter.path("in").asString();
            String format = parameter.path("schema").path("format").asString("");
            if (in.equals("header")) {
                assertThat(parameter.has("example")).as(parameter.toString()).isFalse();
            }
            if (in.equals("path") && format.equals("uuid")) {
                assertThat(page).contains("\"" + parameter.path("example").asString() + "\"");
            }
        });
    }

    /** Those of components, of paths and of calls, without those that only refer to one. */
    private static List<JsonNode> parametersIn(JsonNode root) {
        List<JsonNode> found = new ArrayList<>();
        root.findValues("parameters").forEach(parameters -> parameters.forEach(found::add));
        found.removeIf(parameter -> parameter.has("$ref"));
        return found;
    }

    /** Every place that has a schema with one example or several beside it. */
    private static List<Example> examplesIn(JsonNode node, String pointer) {
        List<Example> found = new ArrayList<>();
        if (node.has("schema") && node.has("example")) {
            found.add(new Example(pointer + "/schema", node.path("example")));
        }
        if (node.has("schema") && node.has("examples")) {
            node.path("examples")
                    .forEach(example -> found.add(new Example(pointer + "/schema", example.path("value"))));
        }
        node.propertyStream()
                .forEach(member -> found.addAll(examplesIn(
                        member.getValue(),
                        pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"))));
        return found;
    }

    private static String text(ApiDocument document) {
        return new String(document.toJson(JSON), StandardCharsets.UTF_8);
    }

    private record Example(String schemaPointer, JsonNode value) {}
}
