package pms.cli.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pms.cli.gateway.Answer;
import pms.cli.gateway.GatewayClient;
import pms.cli.runtime.RuntimeFailure;
import pms.cli.runtime.Waiting;

/**
 * Follows the feed from a position on: each event once, in order. A stream that ends, as with its token, is opened again
 * after the last event that came, and so is one that says nothing any more, not even that it is alive; while nobody answers
 * it is tried with growing pauses, for ever. Not thread-safe.
 */
final class FeedReader {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    /** Three times as long as the server is silent at most. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(45);

    private final GatewayClient gateway;
    private final String path;
    private final PrintWriter err;
    private final Duration longestSilence;
    private long position;
    private boolean isAway;

    /**
     * Connects with the first {@link #follow}.
     *
     * @param patient null for the events of all patients
     * @param after the position after which to begin
     * @param err where to say that the feed broke off and is back
     */
    FeedReader(GatewayClient gateway, @Nullable String patient, long after, PrintWriter err) {
        this(gateway, patient, after, err, LONGEST_SILENCE);
    }

    FeedReader(GatewayClient gateway, @Nullable String patient, long after, PrintWriter err, Duration longestSilence) {
        this.gateway = gateway;
        this.path = "/api/patients/feed" + (patient == null ? "" : "?patient=" + GatewayClient.encoded(patient));
        this.position = after;
        this.err = err;
        this.longestSilence = longestSilence;
    }

    /** Takes what comes; each method says whether to go on. */
    interface Watcher {
        /** The feed is not refused; called for each connection, before its events. */
        default void opened() {}

        boolean event(FeedEvent event);

        /** The server says that it is still there, and there was no event since it said so before. */
        default boolean quiet() {
            return true;
        }
    }

    /** Until the watcher has enough. Fails when the feed is refused. */
    void follow(Watcher watcher) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            long before = position;
            if (!once(watcher)) {
                return;
            }
            pause = position > before ? FIRST_PAUSE : longer(pause);
            if (!Waiting.pause(pause)) {
                throw new RuntimeFailure("Interrupted");
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private boolean once(Watcher watcher) {
        Optional<HttpResponse<InputStream>> opened = gateway.open(path, Long.toString(position));
        if (opened.isEmpty()) {
            say(true, "The gateway does not answer; going on after position " + position + " as soon as it does");
            return true;
        }
        try (InputStream body = opened.get().body()) {
            int status = opened.get().statusCode();
            if (status == 200) {
                say(false, "The feed goes on");
                watcher.opened();
                return read(body, watcher);
            }
            return isBusy(status, body);
        } catch (IOException broken) {
            say(true, "The feed broke off; going on after position " + position);
            return true;
        }
    }

    /** True when it is worth another try. */
    private static boolean isBusy(int status, InputStream body) throws IOException {
        if (status == 429 || status == 503) {
            return true;
        }
        if (status == 403) {
            throw new RuntimeFailure("Only an ADMIN or CLINICIAN may follow the feed: say who with --user EMAIL");
        }
        String problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw new RuntimeFailure("Refused: " + Answer.of(status, problem, -1).reason());
    }

    private boolean read(InputStream body, Watcher watcher) throws IOException {
        try (SilenceWatch watch = SilenceWatch.over(body, longestSilence)) {
            return read(body, watcher, watch);
        }
    }

    private boolean read(InputStream body, Watcher watcher, SilenceWatch watch) throws IOException {
        EventLines lines = new EventLines();
        BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        boolean isQuiet = false;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            watch.heard();
            if (EventLines.isComment(line)) {
                if (isQuiet && !watcher.quiet()) {
                    return false;
                }
                isQuiet = true;
            }
            Optional<FeedEvent> event = lines.next(line);
            if (event.isPresent()) {
                isQuiet = false;
                position = event.get().position();
                if (!watcher.event(event.get())) {
                    return false;
                }
            }
        }
        return true;
    }

    private void say(boolean away, String what) {
        if (away != isAway) {
            isAway = away;
            err.println("pms: " + what);
            err.flush();
        }
    }
}
