package pms.iac.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/** AWS WAF in front of the door: AWS's lists of known evil, and a bound of requests for each address. */
public final class Firewall extends Construct {

    /** In five minutes; the gateway bounds an address to 2,000 a second by itself. */
    private static final int REQUESTS_OF_AN_ADDRESS = 300_000;

    /** It refuses bodies of more than 8 KB; the gateway takes up to 1 MB. */
    private static final String BODY_SIZE = "SizeRestrictions_BODY";

    public Firewall(Construct scope, Door door, IKey logsKey) {
        super(scope, "Firewall");
        CfnWebACL list = CfnWebACL.Builder.create(this, "List")
                .scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(seen("pms"))
                .rules(rules())
                .build();
        CfnWebACLAssociation.Builder.create(this, "BeforeTheDoor")
                .resourceArn(door.balancer().getLoadBalancerArn())
                .webAclArn(list.getAttrArn())
                .build();
        LogGroup logs = LogGroup.Builder.create(this, "Logs")
                .logGroupName("aws-waf-logs-pms") // WAF takes names that begin so
                .encryptionKey(logsKey)
                .retention(RetentionDays.ONE_MONTH)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        CfnLoggingConfiguration.Builder.create(this, "Logging")
                .resourceArn(list.getAttrArn())
                .logDestinationConfigs(List.of(logs.getLogGroupArn()))
                .redactedFields(List.of(
                        field("authorization"),
                        CfnLoggingConfiguration.FieldToMatchProperty.builder()
                                .queryString(Map.of())
                                .build()))
                .build();
    }

    private static List<Object> rules() {
        List<Object> rules = new ArrayList<>();
        rules.add(CfnWebACL.RuleProperty.builder()
                .name("TooManyOfAnAddress")
                .priority(0)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder()
                                .aggregateKeyType("IP")
                                .limit(REQUESTS_OF_AN_ADDRESS)
                                .build())
                        .build())
                .visibilityConfig(seen("TooManyOfAnAddress"))
                .build());
        rules.add(managed(1, "AWSManagedRulesAmazonIpReputationList", List.of()));
        rules.add(managed(2, "AWSManagedRulesKnownBadInputsRuleSet", List.of()));
        rules.add(managed(3, "AWSManagedRulesCommonRuleSet", List.of(BODY_SIZE)));
        return rules;
    }

    /** @param counted rules that only count */
    private static CfnWebACL.RuleProperty managed(int priority, String name, List<String> counted) {
        return CfnWebACL.RuleProperty.builder()
                .name(name)
                .priority(priority)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder()
                        .none(Map.of())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name(name)
                                .ruleActionOverrides(
                                        counted.stream().map(Firewall::count).toList())
                                .build())
                        .build())
                .visibilityConfig(seen(name))
                .build();
    }

    private static CfnWebACL.RuleActionOverrideProperty count(String rule) {
        return CfnWebACL.RuleActionOverrideProperty.builder()
                .name(rule)
                .actionToUse(CfnWebACL.RuleActionProperty.builder()
                        .count(CfnWebACL.CountActionProperty.builder().build())
                        .build())
                .build();
    }

    /** Sampled requests would show queries, which hold names of patients. */
    private static CfnWebACL.VisibilityConfigProperty seen(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .metricName(metric)
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(false)
                .build();
    }

    private static CfnLoggingConfiguration.FieldToMatchProperty field(String header) {
        return CfnLoggingConfiguration.FieldToMatchProperty.builder()
                .singleHeader(Map.of("Name", header))
                .build();
    }
}
