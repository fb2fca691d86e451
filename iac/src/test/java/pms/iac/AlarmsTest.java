package pms.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** That operators hear of alarms, and when alarms end. */
class AlarmsTest {

    private final Resources aws = Synthesized.aws();

    @Test
    void cloudWatchMayPublishForThisAccountAlone() {
        assertThat(statements("Allow"))
                .singleElement()
                .asString()
                .as("a policy takes the place of the one that topics have at first, which let the owner publish")
                .isEqualTo("{\"Action\":\"sns:Publish\","
                        + "\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}},"
                        + "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"cloudwatch.amazonaws.com\"},"
                        + "\"Resource\":{\"Ref\":\"AlarmsTopic\"},\"Sid\":\"AllowAlarms\"}");
        assertThat(aws.named("AlarmsTopicPolicy").path("Topics").toString()).isEqualTo("[{\"Ref\":\"AlarmsTopic\"}]");
    }

    @Test
    void nobodyPublishesInClear() {
        assertThat(statements("Deny"))
                .singleElement()
                .asString()
                .contains("\"Principal\":\"*\"", "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
    }

    @Test
    void eachIsToldToTheTopic() {
        assertThat(aws.ofType("AWS::CloudWatch::Alarm").entrySet().stream()
                        .filter(alarm -> alarm.getKey().startsWith("Alarms")))
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(
                                alarm.getValue().path("AlarmActions").toString())
                        .as(alarm.getKey())
                        .isEqualTo("[{\"Ref\":\"AlarmsTopic\"}]"));
    }

    @Test
    void countsThatComeOnlyWhenThereIsSomethingToCountEndTheirAlarm() {
        assertThat(ofMissing("HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count"))
                .containsExactlyInAnyOrder("notBreaching", "notBreaching");
    }

    @Test
    void whatIsSaidEachMinuteIsNotWellBecauseNobodySaysIt() {
        assertThat(ofMissing("UnHealthyHostCount", "CPUUtilization", "OfflinePartitionsCount"))
                .containsOnly("ignore");
        assertThat(ofMissing("RunningTaskCount", "ActiveControllerCount", "FreeStorageSpace"))
                .containsOnly("breaching");
    }

    private List<String> ofMissing(String... metrics) {
        Map<String, List<JsonNode>> alarms = aws.ofType("AWS::CloudWatch::Alarm").entrySet().stream()
                .filter(alarm -> alarm.getKey().startsWith("Alarms"))
                .map(Map.Entry::getValue)
                .collect(Collectors.groupingBy(alarm -> alarm.path("MetricName").asString("")));
        return List.of(metrics).stream()
                .map(metric -> alarms.getOrDefault(metric, List.of()))
                .flatMap(List::stream)
                .map(alarm -> alarm.path("TreatMissingData").asString(""))
                .toList();
    }

    private List<JsonNode> statements(String effect) {
        return aws.named("AlarmsTopicPolicy")
                .path("PolicyDocument")
                .path("Statement")
                .valueStream()
                .filter(statement -> statement.path("Effect").asString("").equals(effect))
                .toList();
    }
}
