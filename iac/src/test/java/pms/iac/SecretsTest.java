package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pms.iac.data.Secrets;
import tools.jackson.databind.JsonNode;

/** Who is told which secret, and that none stands in a template. */
class SecretsTest {

    private static final List<String> EACH = List.of("PMS_POSTGRES_MIGRATION_PASSWORD", "PMS_POSTGRES_PASSWORD");

    private static final Map<String, List<String>> TOLD = Map.of(
            "command-side", List.of("PMS_BILLING_TOKEN", "PMS_KEYS_TOKEN", "PMS_TRUST_TOKEN"),
            "query-side", List.of("PMS_KEYS_TOKEN", "PMS_TRUST_TOKEN"),
            "billing-grpc", List.of("PMS_BILLING_TOKEN"),
            "analytics-projector", List.of("PMS_AUDIT_KEY", "PMS_TRUST_TOKEN"),
            "edge-gateway", List.of("PMS_ADMIN_PASSWORD", "PMS_BILLING_TOKEN", "PMS_SIGNING_KEK", "PMS_TRUST_TOKEN"));

    private static final Pattern SECRET_NAME = Pattern.compile("PASSWORD|TOKEN|_KEK$|_KEY$");

    static List<Resources> stacks() {
        return List.of(Synthesized.aws(), Synthesized.localStack());
    }

    @Test
    void eachServiceIsToldWhatItNeedsAndNoMore() {
        Containers containers = new Containers(Synthesized.aws());
        TOLD.forEach((service, secrets) -> assertThat(
                        containers.secrets(service).keySet())
                .as(service)
                .containsExactlyInAnyOrderElementsOf(java.util.stream.Stream.concat(EACH.stream(), secrets.stream())
                        .toList()));
    }

    @Test
    void passwordsAreThoseOfTheServicesOwnDatabase() {
        Containers containers = new Containers(Synthesized.aws());
        assertThat(containers.secrets("billing-grpc"))
                .containsEntry("PMS_POSTGRES_PASSWORD", "{\"Ref\":\"SecretsPasswordBillingGrpc\"}")
                .containsEntry("PMS_POSTGRES_MIGRATION_PASSWORD", "{\"Ref\":\"SecretsOwnerBillingGrpc\"}");
        assertThat(containers.all().values().stream()
                        .map(JsonNode::toString)
                        .filter(text -> text.contains("OwnerBilling")))
                .as("the service and what prepares it")
                .hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void noSecretIsAVariableInClear(Resources stack) {
        Containers containers = new Containers(stack);
        assertThat(Containers.SERVICES)
                .allSatisfy(service -> assertThat(containers.variables(service).keySet())
                        .noneMatch(name -> SECRET_NAME.matcher(name).find()));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void allAreMadeByChance(Resources stack) {
        assertThat(stack.ofType("AWS::SecretsManager::Secret").values())
                .isNotEmpty()
                .allSatisfy(secret -> {
                    assertThat(secret.has("GenerateSecretString")).isTrue();
                    assertThat(secret.has("SecretString")).isFalse();
                });
    }

    @Test
    void onAwsTheyAreUnderAKeyOfOursAndStayWhenTheStackGoes() {
        Resources aws = Synthesized.aws();
        assertThat(aws.ofType("AWS::SecretsManager::Secret")).allSatisfy((name, secret) -> {
            assertThat(secret.path("KmsKeyId").path("Fn::GetAtt").path(0).asString(""))
                    .isEqualTo("KeysStored");
            assertThat(aws.whole(name).path("DeletionPolicy").asString("")).isEqualTo("Retain");
        });
    }

    @Test
    void generatedKeysAreReadAs32Bytes() {
        assertThat(Base64.getDecoder().decode("A".repeat(Secrets.KEY_CHARACTERS)))
                .hasSize(32);
        char[] last = new char[Secrets.KEY_CHARACTERS];
        Arrays.fill(last, '9');
        assertThat(Base64.getDecoder().decode(new String(last)))
                .as("whatever the last character is")
                .hasSize(32);
        assertThat(Synthesized.aws()
                        .named("SecretsAuditKey")
                        .path("GenerateSecretString")
                        .path("PasswordLength")
                        .asInt())
                .isEqualTo(Secrets.KEY_CHARACTERS);
    }

    @Test
    void thePasswordOfTheMasterIsKnownToWhatPreparesAlone() {
        Containers containers = new Containers(Synthesized.aws());
        assertThat(containers.all())
                .allSatisfy((name, container) -> assertThat(container.toString().contains("MasterUserSecret"))
                        .as(name)
                        .isEqualTo(name.endsWith("/prepare")));
    }
}
