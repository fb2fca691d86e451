package pms.command.axon;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.eventstreaming.Tag;

/** Axon's tags have a key and a value; the store's are one text: the key, a colon, the value. */
public final class StoreTags {

    private static final char COLON = ':';

    private StoreTags() {}

    /**
     * The store's form of a tag.
     *
     * @throws IllegalArgumentException when the key has a colon, so that two tags would become one
     */
    public static String toStore(Tag tag) {
        if (tag.key().indexOf(COLON) >= 0) {
            throw new IllegalArgumentException("the key of a tag has no colon: " + tag.key());
        }
        return tag.key() + COLON + tag.value();
    }

    /**
     * Axon's form of a tag.
     *
     * @throws IllegalArgumentException when there is no colon
     */
    public static Tag toAxon(String tag) {
        int colon = tag.indexOf(COLON);
        if (colon < 0) {
            throw new IllegalArgumentException("a tag is a key, a colon and a value");
        }
        return Tag.of(tag.substring(0, colon), tag.substring(colon + 1));
    }

    public static Set<Tag> toAxon(Collection<String> tags) {
        return tags.stream().map(StoreTags::toAxon).collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> toStore(Collection<Tag> tags) {
        return tags.stream().map(StoreTags::toStore).collect(Collectors.toUnmodifiableSet());
    }
}
