package pms.analytics;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import pms.schema.audit.v1.AccessEntry;
import pms.schema.audit.v1.Outcome;

/** An entry that was written at a position, and what of such entries a filter should show. */
record AuditedEntry(int position, AccessEntry message) {

    private static final long MICROSECOND = 1_000;
    private static final Map<String, BiPredicate<AuditedEntry, String>> CONDITIONS = Map.of(
            "patient", (entry, id) -> entry.message().getPatientIdsList().contains(id),
            "actor", (entry, actor) -> entry.message().getActor().equals(actor),
            "from", (entry, from) -> !entry.time().isBefore(moment(from)),
            "to", (entry, to) -> entry.time().isBefore(moment(to)),
            "action", (entry, action) -> entry.message().getAction().equals(action),
            "outcome", (entry, outcome) -> entry.message().getOutcome().name().equals(outcome),
            "after", (entry, after) -> entry.position() > Integer.parseInt(after),
            "before", (entry, before) -> entry.position() < Integer.parseInt(before),
            "order", (entry, order) -> true,
            "limit", (entry, limit) -> true);

    /** Changes, refusals, entries without a patient, and some that come an hour late. */
    static AuditedEntry of(int position) {
        AccessEntry.Builder entry = AuditTopic.entry(position).toBuilder();
        if (position % 4 == 0) {
            entry.setAction("PatientAmended").setPosition(position).clearDetail();
        }
        if (position % 7 == 0) {
            entry.setOutcome(Outcome.REFUSED);
        }
        if (position % 21 == 0) {
            entry.clearPatientIds();
        }
        if (position % 10 == 0) {
            entry.setTime(entry.getTime().toBuilder().setSeconds(entry.getTime().getSeconds() - 3600));
        }
        return new AuditedEntry(position, entry.build());
    }

    /** Some of the parameters, with values that a few entries have. */
    static String randomFilter(Random random, int entries) {
        int from = random.nextInt(entries);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("patient", AuditTopic.patient(random.nextInt(1, entries)).toString());
        all.put("actor", "user" + random.nextInt(3) + "%40example.org");
        all.put("from", of(1).time().plusSeconds(from).toString());
        all.put(
                "to",
                of(1).time().plusSeconds(random.nextInt(from, entries + 1)).toString());
        all.put("action", random.nextBoolean() ? "PatientAmended" : "patient.list");
        all.put("outcome", List.of("DONE", "REFUSED", "FAILED").get(random.nextInt(3)));
        all.put("after", "" + random.nextInt(entries));
        all.put("before", "" + random.nextInt(entries));
        all.put("order", random.nextBoolean() ? "asc" : "desc");
        all.put("limit", "" + random.nextInt(1, 201));
        return String.join(
                "&",
                all.entrySet().stream()
                        .filter(parameter -> random.nextInt(3) == 0)
                        .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                        .toList());
    }

    /** The items that should be shown, at most so many unless the filter has a limit of its own and there is one. */
    static List<Map<String, Object>> shown(List<AuditedEntry> written, String filter, int usualLimit) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Stream.of(filter.split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .forEach(part -> parameters.put(part[0], URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
        List<AuditedEntry> found = new ArrayList<>(written);
        parameters.forEach((name, value) -> found.removeIf(
                entry -> !Objects.requireNonNull(CONDITIONS.get(name)).test(entry, value)));
        if ("desc".equals(parameters.get("order"))) {
            found.sort(Comparator.comparingInt(AuditedEntry::position).reversed());
        }
        int limit = usualLimit == Integer.MAX_VALUE
                ? usualLimit
                : Integer.parseInt(parameters.getOrDefault("limit", "" + usualLimit));
        return found.stream().limit(limit).map(AuditedEntry::item).toList();
    }

    /** As JSON has it. */
    Map<String, Object> item() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("position", position);
        item.put("id", message.getId());
        item.put("time", time().toString());
        item.put("actor", message.getActor());
        item.put("role", message.getRole());
        item.put("action", message.getAction());
        item.put("outcome", message.getOutcome().name());
        item.put(
                "patients",
                message.getPatientIdsList().stream().distinct().sorted().toList());
        item.put("address", message.getAddress());
        item.put("correlationId", message.getCorrelationId());
        item.put("service", message.getService());
        if (message.getPosition() != 0) {
            item.put("eventPosition", (int) message.getPosition());
        }
        if (!message.getDetail().isEmpty()) {
            item.put("detail", message.getDetail());
        }
        return item;
    }

    private Instant time() {
        long nanos = message.getTime().getNanos();
        return Instant.ofEpochSecond(message.getTime().getSeconds(), nanos - nanos % MICROSECOND);
    }

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
