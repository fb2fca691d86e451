package pms.command.eventstore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Appends and criteria drawn from so few tags and types that they meet all the time; the same for the same seed. */
final class RandomAppends {

    private static final List<String> TAGS = List.of("a", "b", "c", "d", "e");
    private static final List<String> TYPES = List.of("A", "B", "C");
    private static final int MAX_EVENTS = 4;
    private static final int MAX_TEXTS = 3;
    private static final int MAX_STEPS_BACK = 12;
    private static final long FAR_BEYOND = 1_000;

    /** One append that a test tries. */
    record Try(List<NewEvent> events, AppendCondition condition) {

        Try {
            events = List.copyOf(events);
        }
    }

    private final long seed;
    private final Random random;
    private int events;

    RandomAppends(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** An append of new events by somebody who knows the log up to the head, or not quite, or believes to know more. */
    Try fresh(long head) {
        return new Try(upTo(1 + random.nextInt(MAX_EVENTS), this::event), condition(head));
    }

    /** One of the earlier ones once more, on another condition. */
    Try repeated(List<Try> earlier, long head) {
        return new Try(pick(earlier).events(), condition(head));
    }

    /** Some events of an earlier one, and new ones: not what was appended then. */
    Try mixed(List<Try> earlier, long head) {
        List<NewEvent> mixed = new ArrayList<>(pick(earlier).events());
        mixed.add(random.nextInt(mixed.size() + 1), event());
        return new Try(mixed, condition(head));
    }

    Criteria criteria() {
        return new Criteria(upTo(random.nextInt(MAX_TEXTS + 1), this::criterion));
    }

    /** A position that the log has. */
    long position(long head) {
        return head - random.nextLong(Math.min(head, MAX_STEPS_BACK) + 1);
    }

    /** True once in a number of times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private AppendCondition condition(long head) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> AppendCondition.none();
            case 2 -> new AppendCondition(criteria(), 0);
            case 3 -> new AppendCondition(criteria(), head + FAR_BEYOND);
            case 4, 5, 6 -> new AppendCondition(criteria(), head);
            default -> new AppendCondition(criteria(), position(head));
        };
    }

    private Criterion criterion() {
        return new Criterion(some(TAGS), oneIn(2) ? Set.of() : some(TYPES));
    }

    private NewEvent event() {
        events++;
        return new NewEvent(
                new UUID(seed, events),
                pick(TYPES),
                "subject" + events,
                new byte[] {(byte) events},
                Map.of("number", String.valueOf(events)),
                some(TAGS));
    }

    private Set<String> some(List<String> texts) {
        return new HashSet<>(upTo(random.nextInt(MAX_TEXTS + 1), () -> pick(texts)));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static <T> List<T> upTo(int count, Supplier<T> supplier) {
        return Stream.generate(supplier).limit(count).toList();
    }
}
