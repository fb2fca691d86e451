package pms.cli.up;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import pms.cli.keys.GivenKek;

/**
 * What {@code pms up} was asked for.
 *
 * @param demo null when it was not said: then what the data folder remembers, or on in a fresh one
 * @param kek null when none was given: then the data folder has a key of its own
 */
record UpSettings(
        Path checkout,
        Path data,
        int port,
        boolean fresh,
        @Nullable Boolean demo,
        @Nullable GivenKek kek) {}
