package pms.e2e.client;

import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Puts the lines of an event stream together to events, as the HTML standard says in "server-sent events". Lines
 * arrive one at a time; comments are counted. An event without an id counts as position -1.
 */
final class EventStreamLines implements Subscriber<String> {
    private final Consumer<FeedEvent> events;
    private final AtomicLong comments = new AtomicLong();
    private final StringBuilder data = new StringBuilder();
    private String name = "message";
    private long position = -1;

    EventStreamLines(Consumer<FeedEvent> events) {
        this.events = events;
    }

    long comments() {
        return comments.get();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith(":")) {
            comments.incrementAndGet();
        } else {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            take(field, value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void take(String field, String value) {
        switch (field) {
            case "id" -> position = Long.parseLong(value);
            case "event" -> name = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> {
                // The standard ignores fields that it does not name.
            }
        }
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            events.accept(new FeedEvent(position, name, data.toString(), System.nanoTime()));
        }
        data.setLength(0);
        name = "message";
    }

    @Override
    public void onError(Throwable error) {
        // Like the end: what came before the error has been handed on.
    }

    @Override
    public void onComplete() {
        // An event without its closing blank line is incomplete and dropped, as the standard says.
    }
}
