package pms.command.eventstore;

import java.time.Duration;

/** Bounds for tests: the defaults, with some of them changed. */
final class Settings {

    private static final EventStoreSettings DEFAULTS = EventStoreSettings.defaults();

    private Settings() {}

    static EventStoreSettings pages(int events, long bytes) {
        return settings(
                DEFAULTS.maxWaitingAppends(),
                DEFAULTS.maxWaitingBytes(),
                events,
                bytes,
                DEFAULTS.pollInterval(),
                DEFAULTS.unavailableAfter(),
                DEFAULTS.closeTimeout());
    }

    static EventStoreSettings waiting(int appends, long bytes) {
        return settings(
                appends,
                bytes,
                DEFAULTS.maxPageEvents(),
                DEFAULTS.maxPageBytes(),
                DEFAULTS.pollInterval(),
                DEFAULTS.unavailableAfter(),
                DEFAULTS.closeTimeout());
    }

    static EventStoreSettings polling(Duration interval) {
        return settings(
                DEFAULTS.maxWaitingAppends(),
                DEFAULTS.maxWaitingBytes(),
                DEFAULTS.maxPageEvents(),
                DEFAULTS.maxPageBytes(),
                interval,
                DEFAULTS.unavailableAfter(),
                DEFAULTS.closeTimeout());
    }

    static EventStoreSettings patience(Duration unavailableAfter, Duration closeTimeout) {
        return settings(
                DEFAULTS.maxWaitingAppends(),
                DEFAULTS.maxWaitingBytes(),
                DEFAULTS.maxPageEvents(),
                DEFAULTS.maxPageBytes(),
                DEFAULTS.pollInterval(),
                unavailableAfter,
                closeTimeout);
    }

    private static EventStoreSettings settings(
            int appends,
            long bytes,
            int pageEvents,
            long pageBytes,
            Duration poll,
            Duration unavailableAfter,
            Duration closeTimeout) {
        return new EventStoreSettings(
                appends,
                bytes,
                DEFAULTS.maxBatchAppends(),
                DEFAULTS.maxBatchBytes(),
                pageEvents,
                pageBytes,
                poll,
                unavailableAfter,
                DEFAULTS.statementTimeout(),
                closeTimeout);
    }
}
