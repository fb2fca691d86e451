package pms.billing.endpoint;

import java.util.UUID;
import java.util.regex.Pattern;
import pms.billing.account.Rejection;
import reactor.core.publisher.Mono;

/** Reads patient ids strictly: {@link UUID#fromString} alone would take "1-1-1-1-1". */
final class PatientId {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private PatientId() {}

    static Mono<UUID> parse(String text) {
        return UUID_TEXT.matcher(text).matches()
                ? Mono.just(UUID.fromString(text))
                : Mono.error(() -> new Rejection.InvalidField("patient_id", "patient_id must be a UUID"));
    }
}
