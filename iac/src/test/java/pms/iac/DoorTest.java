package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The way in. */
class DoorTest {

    private static final Pattern IDLE = Pattern.compile("idle-timeout: (\\d+)s");

    private final Resources aws = Synthesized.aws();

    @Test
    void speaksTls12AndNewerAndSendsHttpThere() {
        JsonNode https = aws.named("DoorHttps");
        assertThat(https.path("Protocol").asString("")).isEqualTo("HTTPS");
        assertThat(https.path("SslPolicy").asString("")).isEqualTo("ELBSecurityPolicy-TLS13-1-2-2021-06");
        assertThat(https.path("Certificates").toString())
                .isEqualTo("[{\"CertificateArn\":{\"Ref\":\"CertificateArn\"}}]");
        JsonNode http = aws.named("DoorHttp").path("DefaultActions").path(0);
        assertThat(http.path("Type").asString("")).isEqualTo("redirect");
        assertThat(http.path("RedirectConfig").path("Protocol").asString("")).isEqualTo("HTTPS");
    }

    @Test
    void leadsToTheGatewayWhichBelievesItsWordOnAddresses() {
        assertThat(aws.named("ServicesEdgeGatewayService")
                        .path("LoadBalancers")
                        .path(0)
                        .toString())
                .isEqualTo("{\"ContainerName\":\"edge-gateway\",\"ContainerPort\":4004,"
                        + "\"TargetGroupArn\":{\"Ref\":\"DoorGateways\"}}");
        assertThat(aws.named("DoorGateways").path("HealthCheckPath").asString(""))
                .isEqualTo("/actuator/health/readiness");
        assertThat(new Containers(aws).variables("edge-gateway"))
                .containsEntry("PMS_TRUSTED_PROXIES", "\"1\"")
                .containsEntry("PMS_CORS_ORIGINS", "{\"Fn::Join\":[\"\",[\"https://\",{\"Ref\":\"DomainName\"}]]}");
    }

    @Test
    void closesIdleConnectionsBeforeTheGatewayDoes() throws IOException {
        Matcher gateway = IDLE.matcher(Files.readString(Path.of("../edge-gateway/src/main/resources/application.yml")));
        assertThat(gateway.find()).isTrue();
        assertThat(Integer.parseInt(attributes().getOrDefault("idle_timeout.timeout_seconds", "0")))
                .isGreaterThan(15) // the feed says something each 15 s
                .isLessThan(Integer.parseInt(gateway.group(1)));
    }

    @Test
    void dropsStrangeHeadersAndKeepsARecord() {
        assertThat(attributes())
                .containsEntry("routing.http.drop_invalid_header_fields.enabled", "true")
                .containsEntry("access_logs.s3.enabled", "true")
                .containsEntry("deletion_protection.enabled", "true");
    }

    @Test
    void aFirewallStandsBeforeItAndLetsBodiesOfOurSizePass() {
        assertThat(aws.named("FirewallBeforeTheDoor").toString())
                .contains("{\"Ref\":\"DoorBalancer\"}", "{\"Fn::GetAtt\":[\"FirewallList\",\"Arn\"]}");
        String rules = aws.named("FirewallList").path("Rules").toString();
        assertThat(rules)
                .contains("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet", "RateBasedStatement")
                .contains("[{\"ActionToUse\":{\"Count\":{}},\"Name\":\"SizeRestrictions_BODY\"}]");
    }

    @Test
    void whatTheFirewallKeepsNamesNobody() {
        assertThat(aws.named("FirewallLogging").path("RedactedFields").toString())
                .contains("QueryString", "authorization");
        assertThat(aws.named("FirewallList").toString()).doesNotContain("\"SampledRequestsEnabled\":true");
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        aws.named("DoorBalancer")
                .path("LoadBalancerAttributes")
                .forEach(attribute -> attributes.put(
                        attribute.path("Key").asString(""),
                        attribute.path("Value").asString("")));
        return attributes;
    }
}
