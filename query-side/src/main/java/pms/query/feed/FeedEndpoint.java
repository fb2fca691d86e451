package pms.query.feed;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import pms.access.AccessToken;
import pms.projection.generation.LiveViews;
import pms.query.access.Callers;
import pms.query.access.TokenWatch;
import pms.query.audit.Reads;
import pms.query.web.PatientId;
import pms.query.web.Refusal;
import reactor.core.publisher.Flux;

/** The feed over HTTP. */
@RestController
class FeedEndpoint {

    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final FeedStream stream;
    private final TokenWatch tokens;
    private final Reads reads;
    private final LiveViews views;

    FeedEndpoint(FeedStream stream, TokenWatch tokens, Reads reads, LiveViews views) {
        this.stream = stream;
        this.tokens = tokens;
        this.reads = reads;
        this.views = views;
    }

    /** Ends with the caller's token. The header of a reconnecting browser says more than the address it first asked for. */
    @GetMapping("/api/patients/feed")
    Flux<ServerSentEvent<String>> feed(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventIdHeader,
            @RequestParam(name = "lastEventId", required = false) @Nullable String lastEventId,
            @RequestParam(name = "patient", required = false) @Nullable String patient,
            ServerWebExchange exchange) {
        @Nullable Long headerPosition = position("Last-Event-ID", lastEventIdHeader);
        @Nullable Long after = headerPosition != null ? headerPosition : position("lastEventId", lastEventId);
        @Nullable UUID patientId = patient == null || patient.isEmpty() ? null : PatientId.parse("patient", patient);
        ServerHttpResponse response = exchange.getResponse();
        response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        response.getHeaders().setCacheControl("no-store");
        FeedRecord record = new FeedRecord(reads, exchange, patientId);
        return views.check("history")
                .thenMany(Flux.defer(() -> stream.open(user(exchange), after, patientId, record)))
                .takeUntilOther(tokens.end(exchange));
    }

    private static String user(ServerWebExchange exchange) {
        AccessToken caller = Callers.of(exchange);
        return Objects.requireNonNull(caller, "nobody unnamed comes here").subject();
    }

    private static @Nullable Long position(String parameter, @Nullable String given) {
        if (given == null || given.isEmpty()) {
            return null;
        }
        if (!POSITION.matcher(given).matches()) {
            throw Refusal.invalidParameter(parameter, "must be a position: a whole number from 0");
        }
        return Long.valueOf(given);
    }
}
