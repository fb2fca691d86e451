package pms.query.access;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a route answers, as far as it is about who may have it. */
record Answer(int status, @Nullable String challenge, String body) {

    /** The body of a refusal alone is read: the feed does not end. */
    static Flux<Answer> of(ClientResponse response) {
        int status = response.statusCode().value();
        String challenge = response.headers().asHttpHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE);
        return status < 400
                ? Flux.concat(
                        Mono.just(new Answer(status, challenge, "")),
                        response.bodyToFlux(String.class).ignoreElements().cast(Answer.class))
                : response.bodyToMono(String.class)
                        .defaultIfEmpty("")
                        .map(body -> new Answer(status, challenge, body))
                        .flux();
    }
}
