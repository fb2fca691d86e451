package pms.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares each answer over time, as JSON and as CSV, with what a model leads to. */
final class SeriesCheck {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final double ONE_PERCENT = 0.01;

    private final RunningAnalytics analytics;
    private final ExpectedSeries expected;

    SeriesCheck(RunningAnalytics analytics, Model model) {
        this.analytics = analytics;
        this.expected = new ExpectedSeries(model);
    }

    /**
     * All of them, with every kind of bucket.
     *
     * @param from a day in the middle of what happened, none that begins a week or a month
     * @param to another one
     */
    void all(LocalDate from, LocalDate to) {
        for (var bucket : List.of("day", "week", "month")) {
            var range = "?bucket=%s&from=%s&to=%s".formatted(bucket, from, to);
            same("/patients?bucket=" + bucket, expected.patients(bucket, FIRST, null));
            same("/patients" + range, expected.patients(bucket, from, to));
            same("/encounters?bucket=" + bucket, expected.encounters(bucket, FIRST, LAST));
            same("/encounters" + range, expected.encounters(bucket, from, to));
            for (var days : List.of(1, 30, 365)) {
                same(
                        "/readmissions?bucket=" + bucket + "&days=" + days,
                        expected.readmissions(bucket, FIRST, LAST, days));
            }
            same("/readmissions" + range, expected.readmissions(bucket, from, to, 30));
            openings(bucket);
        }
        census(from, to);
    }

    private void census(LocalDate from, LocalDate to) {
        var hoursTo = from.plusDays(3);
        same(
                "/census?bucket=hour&from=%s&to=%s".formatted(from, hoursTo),
                expected.census(from, hoursTo, Duration.ofHours(1)));
        same("/census?from=%s&to=%s".formatted(from, to), expected.census(from, to, Duration.ofDays(1)));
    }

    /** At the very moments at which somebody came or went, and a moment before. */
    void censusAt(Collection<Instant> moments) {
        for (var moment : moments) {
            same("/census?at=" + moment, expected.census(moment));
            var before = moment.minusMillis(1);
            same("/census?at=" + before, expected.census(before));
        }
    }

    private void same(String path, Object expectedAnswer) {
        var json = JSON.readTree(analytics.text("/api/analytics" + path, "application/json"));
        assertThat(json).as(path).isEqualTo(JSON.readTree(JSON.writeValueAsString(expectedAnswer)));
        assertThat(analytics.text("/api/analytics" + path, "text/csv"))
                .as("%s as CSV", path)
                .isEqualTo(csv(path, json));
    }

    /** The median and the 95th of 100 are known to 1%. */
    private void openings(String bucket) {
        var path = "/account-openings?bucket=" + bucket;
        var json = JSON.readTree(analytics.text("/api/analytics" + path, "application/json"));
        var waits = expected.waits(bucket);
        assertThat(json.path("waiting").asLong()).as("who waits").isEqualTo(expected.waiting());
        var all = waits.values().stream().flatMapToLong(Arrays::stream).sorted().toArray();
        assertWaits(json.path("total"), all);
        assertThat(json.path("buckets")).hasSize(waits.size());
        for (var in : json.path("buckets")) {
            assertWaits(
                    in,
                    Objects.requireNonNull(
                            waits.get(LocalDate.parse(in.path("bucket").asString()))));
        }
    }

    private static void assertWaits(JsonNode in, long[] waits) {
        assertThat(in.path("count").asInt()).isEqualTo(waits.length);
        assertThat(in.path("maxMillis").asLong())
                .isEqualTo(LongStream.of(waits).max().orElse(0));
        assertNear(in.path("medianMillis").asLong(), ExpectedSeries.percentile(waits, 50));
        assertNear(in.path("p95Millis").asLong(), ExpectedSeries.percentile(waits, 95));
    }

    private static void assertNear(long millis, long exact) {
        assertThat((double) millis).isCloseTo((double) exact, within(exact * ONE_PERCENT));
    }

    /** Of the forms that the answers have: one object, a list, or buckets with totals behind them. */
    private static String csv(String path, JsonNode answer) {
        var lines = new ArrayList<String>();
        if (answer.has("classes")) {
            lines.add("bucket,class,started,finished,meanMinutes,medianMinutes,p90Minutes");
            answer.path("buckets").forEach(in -> lines.add(cells(in) + ",,,"));
            answer.path("classes")
                    .forEach(one -> lines.add("total," + cells(one, "class", "started", "finished") + ","
                            + decimal(one.path("lengthOfStay").path("meanMinutes")) + ","
                            + cells(one.path("lengthOfStay"), "medianMinutes", "p90Minutes")));
        } else {
            var rows = answer.isArray() ? answer : JSON.createArrayNode().add(answer);
            lines.add(
                    path.startsWith("/patients")
                            ? "bucket,active,deactivated,merged,erased"
                            : path.startsWith("/census") ? "at,inHouse,imp,emer,amb" : "bucket,ended,readmitted,rate");
            rows.forEach(row -> lines.add(cells(row)));
        }
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String cells(JsonNode row, String... names) {
        var wanted = names.length > 0 ? List.of(names) : List.copyOf(row.propertyNames());
        return String.join(
                ",",
                wanted.stream()
                        .map(name -> name.equals("rate")
                                ? "%.4f".formatted(row.path(name).asDouble())
                                : row.path(name).asString())
                        .toList());
    }

    private static String decimal(JsonNode number) {
        return "%.2f".formatted(number.asDouble());
    }
}
